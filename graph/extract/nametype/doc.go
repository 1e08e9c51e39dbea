// Package nametype is a small learned classifier: what a name stands for, by the
// words in it and around it.
//
// # Basics
//
// [Load] gives the embedded model, [Model.Probabilities] the share of each class for
// the features of one name, [Train] fits a new one. The model is a multinomial
// logistic regression over named features; its weights are a text file, one feature
// a line, so that anyone can read why a name was taken for what.
//
// # Caveats
//
// The weights are fitted to names of biographies, interviews, speeches, court texts
// and encyclopedic articles; weights.txt names data and licences. Who calls decides
// what outweighs the model.
package nametype
