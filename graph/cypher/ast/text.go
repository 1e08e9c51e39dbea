package ast

import (
	"strconv"
	"strings"

	"clew/graph/cypher/value"
)

// String writes e in canonical form: every operator in parentheses, keywords
// in upper case, function names in lower case.
func String(e Expr) string {
	var b strings.Builder
	writeExpr(&b, e)
	return b.String()
}

// Same tells whether two expressions are the same up to layout.
func Same(a, b Expr) bool { return String(a) == String(b) }

func writeExpr(b *strings.Builder, e Expr) {
	w := b.WriteString
	switch e := e.(type) {
	case nil:
	case *Literal:
		w(value.Format(e.Value))
	case *Parameter:
		w("$" + Name(e.Name))
	case *Variable:
		w(Name(e.Name))
	case *Property:
		writeExpr(b, e.Subject)
		w("." + Name(e.Key))
	case *Index:
		writeExpr(b, e.Subject)
		w("[")
		writeExpr(b, e.Index)
		w("]")
	case *Slice:
		writeExpr(b, e.Subject)
		w("[")
		writeExpr(b, e.From)
		w("..")
		writeExpr(b, e.To)
		w("]")
	case *Unary:
		w("(" + e.Op + " ")
		writeExpr(b, e.X)
		w(")")
	case *Binary:
		w("(")
		writeExpr(b, e.L)
		w(" " + e.Op + " ")
		writeExpr(b, e.R)
		w(")")
	case *Comparison:
		w("(")
		for i, x := range e.Operands {
			if i > 0 {
				w(" " + e.Ops[i-1] + " ")
			}
			writeExpr(b, x)
		}
		w(")")
	case *IsNull:
		w("(")
		writeExpr(b, e.X)
		if e.Not {
			w(" IS NOT NULL)")
		} else {
			w(" IS NULL)")
		}
	case *HasLabels:
		w("(")
		writeExpr(b, e.X)
		w(":" + e.Labels.String() + ")")
	case *IsTyped:
		w("(")
		writeExpr(b, e.X)
		w(" IS ")
		if e.Not {
			w("NOT ")
		}
		w(":: " + e.Type.String() + ")")
	case *Call:
		w(strings.ToLower(e.Name) + "(")
		if e.Distinct {
			w("DISTINCT ")
		}
		writeList(b, e.Args)
		w(")")
	case *CountStar:
		w("count(*)")
	default:
		writeCompound(b, e)
	}
}

func writeList(b *strings.Builder, list []Expr) {
	for i, x := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		writeExpr(b, x)
	}
}

// writeCompound writes the constructs that bind names or have branches.
func writeCompound(b *strings.Builder, e Expr) {
	w := b.WriteString
	part := func(prefix string, x Expr) {
		if x != nil {
			w(prefix)
			writeExpr(b, x)
		}
	}
	switch e := e.(type) {
	case *Case:
		w("CASE")
		part(" ", e.Test)
		for _, when := range e.Whens {
			part(" WHEN ", when.Cond)
			part(" THEN ", when.Then)
		}
		part(" ELSE ", e.Else)
		w(" END")
	case *List:
		w("[")
		writeList(b, e.Items)
		w("]")
	case *Map:
		w("{")
		for i, k := range e.Keys {
			if i > 0 {
				w(", ")
			}
			part(Name(k)+": ", e.Values[i])
		}
		w("}")
	case *ListComprehension:
		part("["+Name(e.Var)+" IN ", e.List)
		part(" WHERE ", e.Where)
		part(" | ", e.Result)
		w("]")
	case *PatternComprehension:
		w("[" + e.Pattern.String())
		part(" WHERE ", e.Where)
		part(" | ", e.Result)
		w("]")
	case *Quantifier:
		part(e.Kind+"("+Name(e.Var)+" IN ", e.List)
		part(" WHERE ", e.Where)
		w(")")
	case *Reduce:
		part("reduce("+Name(e.Acc)+" = ", e.Init)
		part(", "+Name(e.Var)+" IN ", e.List)
		part(" | ", e.Result)
		w(")")
	case *MapProjection:
		w(Name(e.Subject.Name) + " {")
		for i, it := range e.Items {
			if i > 0 {
				w(", ")
			}
			switch {
			case it.All:
				w(".*")
			case it.Value == nil:
				w("." + Name(it.Key))
			default:
				part(Name(it.Key)+": ", it.Value)
			}
		}
		w("}")
	case *PatternPredicate:
		w(e.Pattern.String())
	case *Subquery:
		w(strings.ToUpper(e.Kind) + " { " + e.Text + " }")
	}
}

// Name writes a name, in backticks unless it is a plain identifier.
func Name(s string) string {
	for i, r := range s {
		if r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || i > 0 && r >= '0' && r <= '9' {
			continue
		}
		return "`" + strings.ReplaceAll(s, "`", "``") + "`"
	}
	if s == "" {
		return "``"
	}
	return s
}

// String writes a label expression without its leading colon.
func (l *LabelExpr) String() string {
	switch l.Op {
	case LabelName:
		return Name(l.Name)
	case LabelAny:
		return "%"
	case LabelNot:
		return "!" + l.Args[0].String()
	}
	sep := "&"
	if l.Op == LabelOr {
		sep = "|"
	}
	parts := make([]string, len(l.Args))
	for i, a := range l.Args {
		parts[i] = a.String()
		if a.Op == LabelAnd || a.Op == LabelOr {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, sep)
}

// String writes a type.
func (t TypeRef) String() string {
	s := t.Name
	if len(t.Union) > 0 {
		parts := make([]string, len(t.Union))
		for i, u := range t.Union {
			parts[i] = u.String()
		}
		s = strings.Join(parts, " | ")
	}
	if t.Elem != nil {
		s += "<" + t.Elem.String() + ">"
	}
	if t.NotNull {
		s += " NOT NULL"
	}
	return s
}

// String writes a pattern.
func (p *Pattern) String() string {
	var b strings.Builder
	if p.Path != "" {
		b.WriteString(Name(p.Path) + " = ")
	}
	switch p.Shortest {
	case ShortestOne:
		b.WriteString("shortestPath(")
	case ShortestAll:
		b.WriteString("allShortestPaths(")
	}
	for i, n := range p.Nodes {
		b.WriteString(n.String())
		if i < len(p.Rels) {
			b.WriteString(p.Rels[i].String())
		}
	}
	if p.Shortest != AllPaths {
		b.WriteString(")")
	}
	return b.String()
}

// String writes a node pattern.
func (n *NodePattern) String() string {
	var b strings.Builder
	b.WriteByte('(')
	writeInside(&b, n.Var, n.Labels, "", n.Props, n.Where)
	b.WriteByte(')')
	return b.String()
}

// String writes a relationship pattern with its arrow.
func (r *RelPattern) String() string {
	var b strings.Builder
	if r.Dir == Incoming {
		b.WriteByte('<')
	}
	b.WriteString("-[")
	length := ""
	if r.VarLength {
		length = "*" + strconv.FormatInt(r.Min, 10) + ".."
		if r.Max >= 0 {
			length += strconv.FormatInt(r.Max, 10)
		}
	}
	writeInside(&b, r.Var, r.Types, length, r.Props, r.Where)
	b.WriteString("]-")
	if r.Dir == Outgoing {
		b.WriteByte('>')
	}
	return b.String()
}

func writeInside(b *strings.Builder, name string, labels *LabelExpr, length string, props, where Expr) {
	if name != "" {
		b.WriteString(Name(name))
	}
	if labels != nil {
		b.WriteString(":" + labels.String())
	}
	b.WriteString(length)
	if props != nil {
		b.WriteByte(' ')
		writeExpr(b, props)
	}
	if where != nil {
		b.WriteString(" WHERE ")
		writeExpr(b, where)
	}
}
