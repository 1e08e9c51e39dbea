// Package eval measures an extraction against annotated articles: precision,
// recall and F1 for each type, and what was missed or wrong, in its sentence.
//
// # Basics
//
// [Open] reads files with gold annotations and tells by the shape of their
// records which set they belong to (set.go lists them); each set has a file of
// its own that says what counts as right. A prediction comes from
// [Predictions.Add] or, as clew extract writes it, from [ReadPredictions].
// [Gold.Score] compares the two and gives a [Report]; [Report.Write] prints it.
//
// The public sets name things differently from the graph. contract.go brings a
// prediction into the neutral form they are compared in; the scorer of a set
// says which relation stands for which of its roles or properties.
//
// # Caveats
//
// The figures follow the scorers that are published with each set, down to their
// peculiarities (an empty prediction that is right to be empty has precision 1
// in one set and 0 in another). The reasons given for errors are this package's
// own: they tell where to look, and are no part of the figures.
package eval
