package functions

var temporalFunctions []Function
