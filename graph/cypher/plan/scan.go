package plan

import (
	"math"
	"strings"

	"clew/graph/cypher/ast"
)

// access is one way to find the candidates for a node.
type access struct {
	rows  float64
	build func() Operator
	pred  *predicate // the predicate it makes true, if any
}

// nodeCost is the number of candidates of the best access to n.
func (m *matcher) nodeCost(n *patternNode) float64 { return m.bestAccess(n).rows }

// scan adds the best access to n.
func (m *matcher) scan(n *patternNode) {
	a := m.bestAccess(n)
	m.op = a.build()
	if a.pred != nil {
		a.pred.done = true
	}
}

func (m *matcher) bestAccess(n *patternNode) access {
	text := n.name
	if isInternal(text) {
		text = ""
	}
	input := m.op
	total := float64(m.Stats.NodeCount())
	best := access{rows: total, build: func() Operator {
		return &AllNodesScan{Base: Base{input.Estimate() * total}, Input: input, Slot: n.slot, Text: text}
	}}
	for _, label := range n.requiredLabels() {
		count := float64(m.Stats.CountLabel(label))
		if count <= best.rows {
			best = access{rows: count, build: func() Operator {
				return &NodeByLabelScan{Base: Base{input.Estimate() * count}, Input: input, Slot: n.slot, Label: label, Text: text}
			}}
		}
	}
	for _, p := range m.preds {
		if a, ok := m.seek(n, p, text); ok && a.rows < best.rows || ok && a.rows <= 1 {
			best = a
		}
	}
	return best
}

// requiredLabels are labels every match must have.
func (n *patternNode) requiredLabels() []string {
	var out []string
	for _, l := range n.labels {
		out = append(out, conjuncts(l)...)
	}
	return out
}

func conjuncts(l *ast.LabelExpr) []string {
	switch l.Op {
	case ast.LabelName:
		return []string{l.Name}
	case ast.LabelAnd:
		var out []string
		for _, a := range l.Args {
			out = append(out, conjuncts(a)...)
		}
		return out
	}
	return nil
}

// seek looks whether p finds n by index or id: n.key = value, n.key IN list,
// id(n) = value, elementId(n) = value, either way round, where everything in
// the value is bound already.
func (m *matcher) seek(n *patternNode, p *predicate, text string) (access, bool) {
	if p.done {
		return access{}, false
	}
	left, right, in, ok := equality(p.expr)
	if !ok {
		return access{}, false
	}
	if !m.about(left, n) {
		left, right = right, left
		if in || !m.about(left, n) {
			return access{}, false
		}
	}
	for name := range ast.FreeVariables(right) {
		if m.isNew[name] && !m.ready[name] {
			return access{}, false
		}
	}
	value := Scoped{right, m.scope}
	input := m.op
	if call, ok := left.(*ast.Call); ok {
		return access{rows: 1, build: func() Operator {
			return &NodeByIDSeek{Base: Base{input.Estimate()}, Input: input, Slot: n.slot, Value: value, In: in, Element: strings.EqualFold(call.Name, "elementId"), Text: text}
		}, pred: p}, true
	}
	key := left.(*ast.Property).Key
	for _, label := range n.requiredLabels() {
		if m.Stats.HasIndex(label, key) {
			rows := math.Sqrt(float64(m.Stats.CountLabel(label)))
			if in {
				rows *= 3
			}
			return access{rows: min(rows, 10), build: func() Operator {
				return &NodeIndexSeek{Base: Base{input.Estimate() * min(rows, 10)}, Input: input, Slot: n.slot, Label: label, Key: key, Value: value, In: in, Text: text}
			}}, true
		}
	}
	return access{}, false
}

// equality splits a = b and a IN b.
func equality(e ast.Expr) (left, right ast.Expr, in, ok bool) {
	switch x := e.(type) {
	case *ast.Comparison:
		if len(x.Ops) == 1 && x.Ops[0] == "=" {
			return x.Operands[0], x.Operands[1], false, true
		}
	case *ast.Binary:
		if x.Op == "IN" {
			return x.L, x.R, true, true
		}
	}
	return nil, nil, false, false
}

// about tells whether e is n.key, id(n) or elementId(n).
func (m *matcher) about(e ast.Expr, n *patternNode) bool {
	switch x := e.(type) {
	case *ast.Property:
		v, ok := x.Subject.(*ast.Variable)
		return ok && v.Name == n.name
	case *ast.Call:
		if len(x.Args) == 1 && (strings.EqualFold(x.Name, "id") || strings.EqualFold(x.Name, "elementId")) {
			v, ok := x.Args[0].(*ast.Variable)
			return ok && v.Name == n.name
		}
	}
	return false
}
