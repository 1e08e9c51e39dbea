package nametype

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// Class is what a name can stand for.
type Class int

// The classes. Other is anything that is no person, organization or place: works,
// products, events, concepts, and words that are no name.
const (
	Person Class = iota
	Organization
	Place
	Other
	classes
)

// String is the label of a class.
func (c Class) String() string { return [...]string{"Person", "Organization", "Place", "Other"}[c] }

// Feature is one observation of a name and how much of it there is, 1 for plain yes.
type Feature struct {
	Name  string
	Value float64
}

// Model holds a weight for each class of each feature.
type Model struct{ weights map[string][classes]float64 }

//go:embed weights.txt
var weights string

// Load is the embedded model, read once.
var Load = sync.OnceValue(func() *Model {
	m, err := Parse(weights)
	if err != nil {
		panic("nametype: the embedded weights: " + err.Error())
	}
	return m
})

// Parse reads a model: lines of a feature and its four weights with tabs between,
// "#" before remarks. An error names the line.
func Parse(text string) (*Model, error) {
	m := &Model{weights: map[string][classes]float64{}}
	for i, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 1+int(classes) {
			return nil, fmt.Errorf("line %d has %d columns, want a feature and %d weights", i+1, len(columns), classes)
		}
		var w [classes]float64
		for c := range w {
			v, err := strconv.ParseFloat(columns[c+1], 64)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			w[c] = v
		}
		m.weights[columns[0]] = w
	}
	return m, nil
}

// Probabilities is the share of each class for a name, summing to 1.
func (m *Model) Probabilities(features []Feature) [4]float64 {
	var p [classes]float64
	for _, f := range features {
		if w, ok := m.weights[f.Name]; ok {
			for c := range p {
				p[c] += w[c] * f.Value
			}
		}
	}
	return softmax(p)
}

func softmax(score [classes]float64) [classes]float64 {
	most := score[0]
	for _, s := range score {
		most = max(most, s)
	}
	sum := 0.0
	for c, s := range score {
		score[c] = math.Exp(s - most)
		sum += score[c]
	}
	for c := range score {
		score[c] /= sum
	}
	return score
}
