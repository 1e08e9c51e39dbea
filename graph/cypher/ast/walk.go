package ast

// Children returns the direct sub-expressions of e, those of nested patterns
// included, but not what stands inside a Subquery.
func Children(e Expr) []Expr {
	var out []Expr
	add := func(list ...Expr) {
		for _, x := range list {
			if x != nil {
				out = append(out, x)
			}
		}
	}
	switch e := e.(type) {
	case *Property:
		add(e.Subject)
	case *Index:
		add(e.Subject, e.Index)
	case *Slice:
		add(e.Subject, e.From, e.To)
	case *Unary:
		add(e.X)
	case *Binary:
		add(e.L, e.R)
	case *Comparison:
		add(e.Operands...)
	case *IsNull:
		add(e.X)
	case *HasLabels:
		add(e.X)
	case *IsTyped:
		add(e.X)
	case *Call:
		add(e.Args...)
	case *Case:
		add(e.Test)
		for _, w := range e.Whens {
			add(w.Cond, w.Then)
		}
		add(e.Else)
	case *List:
		add(e.Items...)
	case *Map:
		add(e.Values...)
	case *ListComprehension:
		add(e.List, e.Where, e.Result)
	case *PatternComprehension:
		add(e.Pattern.Exprs()...)
		add(e.Where, e.Result)
	case *Quantifier:
		add(e.List, e.Where)
	case *Reduce:
		add(e.Init, e.List, e.Result)
	case *MapProjection:
		add(e.Subject)
		for _, it := range e.Items {
			add(it.Value)
		}
	case *PatternPredicate:
		add(e.Pattern.Exprs()...)
	}
	return out
}

// Exprs returns the property maps and inline predicates of a pattern.
func (p *Pattern) Exprs() []Expr {
	var out []Expr
	for i, n := range p.Nodes {
		for _, x := range []Expr{n.Props, n.Where} {
			if x != nil {
				out = append(out, x)
			}
		}
		if i < len(p.Rels) {
			for _, x := range []Expr{p.Rels[i].Props, p.Rels[i].Where} {
				if x != nil {
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// Variables returns the names a pattern binds or refers to, in order, each
// once.
func (p *Pattern) Variables() []string {
	seen := map[string]bool{}
	var out []string
	add := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	add(p.Path)
	for i, n := range p.Nodes {
		add(n.Var)
		if i < len(p.Rels) {
			add(p.Rels[i].Var)
		}
	}
	return out
}

// Walk calls visit for e and everything below it; where visit answers false
// it does not go deeper.
func Walk(e Expr, visit func(Expr) bool) {
	if e == nil || !visit(e) {
		return
	}
	for _, c := range Children(e) {
		Walk(c, visit)
	}
}

// FreeVariables returns the names e refers to and does not bind itself. The
// names a Subquery binds inside cannot be told from those it imports without
// a scope, so all names it mentions are returned.
func FreeVariables(e Expr) map[string]bool {
	free := map[string]bool{}
	collectFree(e, nil, free)
	return free
}

func collectFree(e Expr, bound []string, free map[string]bool) {
	if e == nil {
		return
	}
	use := func(name string) {
		for _, b := range bound {
			if b == name {
				return
			}
		}
		if name != "" {
			free[name] = true
		}
	}
	under := func(names ...string) []string {
		return append(append([]string(nil), bound...), names...)
	}
	switch e := e.(type) {
	case *Variable:
		use(e.Name)
	case *ListComprehension:
		collectFree(e.List, bound, free)
		collectFree(e.Where, under(e.Var), free)
		collectFree(e.Result, under(e.Var), free)
	case *Quantifier:
		collectFree(e.List, bound, free)
		collectFree(e.Where, under(e.Var), free)
	case *Reduce:
		collectFree(e.Init, bound, free)
		collectFree(e.List, bound, free)
		collectFree(e.Result, under(e.Acc, e.Var), free)
	case *Subquery:
		for _, name := range e.Query.mentioned() {
			use(name)
		}
	case *PatternComprehension:
		for _, v := range e.Pattern.Variables() {
			use(v)
		}
		for _, c := range Children(e) {
			collectFree(c, bound, free)
		}
	case *PatternPredicate:
		for _, v := range e.Pattern.Variables() {
			use(v)
		}
		for _, c := range Children(e) {
			collectFree(c, bound, free)
		}
	default:
		for _, c := range Children(e) {
			collectFree(c, bound, free)
		}
	}
}

// mentioned returns every name that occurs in q.
func (q *Query) mentioned() []string {
	var out []string
	expr := func(list ...Expr) {
		for _, e := range list {
			for name := range FreeVariables(e) {
				out = append(out, name)
			}
		}
	}
	pattern := func(list []*Pattern) {
		for _, p := range list {
			out = append(out, p.Variables()...)
			expr(p.Exprs()...)
		}
	}
	for _, part := range q.Parts {
		for _, c := range part.Clauses {
			switch c := c.(type) {
			case *Match:
				pattern(c.Patterns)
				expr(c.Where)
			case *Unwind:
				expr(c.List)
			case *Projection:
				for _, it := range c.Items {
					expr(it.Expr)
				}
				for _, s := range c.OrderBy {
					expr(s.Expr)
				}
				expr(c.Where, c.Skip, c.Limit)
			case *CallProcedure:
				expr(c.Args...)
				expr(c.Where)
			case *CallSubquery:
				out = append(out, c.Imports...)
				out = append(out, c.Query.mentioned()...)
			}
		}
	}
	return out
}

// Updating tells whether the query writes.
func (q *Query) Updating() bool {
	for _, part := range q.Parts {
		if clausesUpdate(part.Clauses) {
			return true
		}
	}
	return false
}

func clausesUpdate(clauses []Clause) bool {
	for _, c := range clauses {
		switch c := c.(type) {
		case *Create, *Merge, *Set, *Remove, *Delete, *Foreach:
			return true
		case *CallSubquery:
			if c.Query.Updating() {
				return true
			}
		}
	}
	return false
}
