package exec

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// listing is what one SHOW command shows. The first defaults columns are
// shown without YIELD.
type listing struct {
	columns  string
	defaults int
	typ      string // "r" or "s"
	rows     func(rt *runtime, filter string, names []string) [][]value.Value
}

func listings() map[string]listing {
	database := "name,type,aliases,access,address,role,writer,requestedStatus,currentStatus,statusMessage,default,home,constituents,databaseID"
	single := "name,type,aliases,access,address,role,writer,requestedStatus,currentStatus,statusMessage,constituents,databaseID"
	return map[string]listing{
		"INDEXES":          {"id,name,state,populationPercent,type,entityType,labelsOrTypes,properties,indexProvider,owningConstraint,lastRead,readCount,trackedSince,options,failureMessage,createStatement", 12, "r", showIndexes},
		"CONSTRAINTS":      {"id,name,type,entityType,labelsOrTypes,properties,ownedIndex,propertyType,options,createStatement", 8, "r", showConstraints},
		"PROCEDURES":       {"name,description,mode,worksOnSystem,signature,argumentDescription,returnDescription,admin,rolesExecution,rolesBoostedExecution,isDeprecated,deprecatedBy,option", 4, "r", showProcedures},
		"FUNCTIONS":        {"name,category,description,signature,isBuiltIn,argumentDescription,returnDescription,aggregating,rolesExecution,rolesBoostedExecution,isDeprecated,deprecatedBy", 3, "r", showFunctions},
		"DATABASES":        {database, 13, "s", showDatabases},
		"DEFAULT DATABASE": {single, 11, "s", showDefault},
		"HOME DATABASE":    {single, 11, "s", showDefault},
		"CURRENT USER":     {"user,roles,passwordChangeRequired,suspended,home", 5, "s", showCurrentUser},
		"USERS":            {"user,roles,passwordChangeRequired,suspended,home", 5, "s", showUsers},
		"TRANSACTIONS":     {"database,transactionId,currentQueryId,connectionId,clientAddress,username,currentQuery,startTime,status,elapsedTime", 10, "r", showTransactions},
		"SETTINGS":         {"name,value,isDynamic,defaultValue,description,startupValue,isExplicitlySet,validValues,isDeprecated", 5, "r", showSettings},
	}
}

// ShowColumns returns the columns of a SHOW command; the semantic pass needs
// them as scope.
func ShowColumns(what string) []string { return strings.Split(listings()[what].columns, ",") }

func runShow(ctx context.Context, stmt *ast.Statement, show *ast.Show, env *Environment) (*Result, error) {
	l := listings()[show.What]
	var columns []plan.ShowColumn
	for i, name := range strings.Split(l.columns, ",") {
		columns = append(columns, plan.ShowColumn{Name: name, Default: i < l.defaults})
	}
	p := &plan.Planner{IsAggregate: functions.Builtin.IsAggregate, Procedures: env.Procedures, Stats: statistics{env.reading()}}
	root := p.Show(show, columns)
	shown := *stmt
	shown.Query = &ast.Query{}
	res, err := start(ctx, &shown, env, env.Tx, p, root, false)
	if err == nil {
		res.summary.Type = l.typ
	}
	return res, err
}

// reading is the state that a statement reads.
func (env *Environment) reading() *memory.View {
	if env.Tx != nil {
		return env.Tx.View()
	}
	return env.View
}

func (c *compiler) showRows(op *plan.ShowRows) (source, error) {
	names, err := c.all(op.Names)
	if err != nil {
		return nil, err
	}
	l := listings()[op.What]
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			var wanted []string
			for _, e := range names {
				v, err := e(rt, arg)
				if err != nil {
					return nil, err
				}
				switch x := v.(type) {
				case string:
					wanted = append(wanted, x)
				case []value.Value:
					for _, s := range x {
						if text, ok := s.(string); ok {
							wanted = append(wanted, text)
						}
					}
				default:
					return nil, status.Type("SHOW %s expects names as STRING or LIST<STRING>", op.What)
				}
			}
			var rows []row
			for _, values := range l.rows(rt, op.Filter, wanted) {
				r := make(row, rt.width)
				for i, v := range values {
					r[op.Slots[i]] = v
				}
				rows = append(rows, r)
			}
			return replay(rt, rows), nil
		})
	}, nil
}

func textList(list []string) value.Value {
	if list == nil {
		return nil
	}
	out := make([]value.Value, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func textOrNull(s string) value.Value {
	if s == "" {
		return nil
	}
	return s
}

func showIndexes(rt *runtime, filter string, _ []string) [][]value.Value {
	var out [][]value.Value
	for _, x := range rt.view().Indexes() {
		if filter != "" && x.Kind != filter {
			continue
		}
		tokens, keys := textList(x.Tokens()), textList(x.Keys)
		if len(x.Tokens()) == 0 {
			tokens = nil
		}
		if len(x.Keys) == 0 {
			keys = nil
		}
		out = append(out, []value.Value{x.ID, x.Name, "ONLINE", 100.0, x.Kind, x.EntityType, tokens, keys, x.Provider(), textOrNull(x.Constraint),
			nil, int64(0), nil, map[string]value.Value{"indexProvider": x.Provider(), "indexConfig": map[string]value.Value{}}, "", createStatement(x)})
	}
	return out
}

// createStatement is the command that would make the index again.
func createStatement(x memory.Index) string {
	pattern := "(n:" + quoted(x.Tokens(), "|") + ")"
	if x.EntityType == memory.EntityRelationship {
		pattern = "()-[n:" + quoted(x.Tokens(), "|") + "]-()"
	}
	if x.Kind == memory.IndexFulltext {
		return fmt.Sprintf("CREATE FULLTEXT INDEX %s FOR %s ON EACH [%s]", backticks(x.Name), pattern, properties(x.Keys))
	}
	if len(x.Tokens()) == 0 {
		if x.EntityType == memory.EntityRelationship {
			return fmt.Sprintf("CREATE LOOKUP INDEX %s FOR ()-[r]-() ON EACH type(r)", backticks(x.Name))
		}
		return fmt.Sprintf("CREATE LOOKUP INDEX %s FOR (n) ON EACH labels(n)", backticks(x.Name))
	}
	return fmt.Sprintf("CREATE %s INDEX %s FOR %s ON (%s)", x.Kind, backticks(x.Name), pattern, properties(x.Keys))
}

func backticks(s string) string { return "`" + strings.ReplaceAll(s, "`", "``") + "`" }

func quoted(list []string, sep string) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = backticks(s)
	}
	return strings.Join(parts, sep)
}

func properties(keys []string) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = "n." + backticks(k)
	}
	return strings.Join(parts, ", ")
}

func showConstraints(rt *runtime, filter string, _ []string) [][]value.Value {
	var out [][]value.Value
	for _, x := range rt.view().Constraints() {
		if filter != "" && !strings.HasSuffix(x.Kind, filter) {
			continue
		}
		pattern := "(n:" + quoted(x.Tokens(), "") + ")"
		if x.EntityType == memory.EntityRelationship {
			pattern = "()-[n:" + quoted(x.Tokens(), "") + "]-()"
		}
		create := fmt.Sprintf("CREATE CONSTRAINT %s FOR %s REQUIRE (%s) IS UNIQUE", backticks(x.Name), pattern, properties(x.Keys))
		out = append(out, []value.Value{x.ID, x.Name, x.Kind, x.EntityType, textList(x.Tokens()), textList(x.Keys), textOrNull(x.Index), nil,
			map[string]value.Value{"indexProvider": "range-1.0", "indexConfig": map[string]value.Value{}}, create})
	}
	return out
}

// Signature is a procedure's signature as SHOW PROCEDURES writes it.
func (p *Procedure) Signature() string {
	var args, yields []string
	for _, a := range p.Args {
		name := a.Name
		if a.HasDefault {
			name += " = " + strings.ToLower(strings.Trim(value.Format(a.Default), "'"))
		}
		args = append(args, name+" :: "+a.Type)
	}
	for _, y := range p.Yields {
		yields = append(yields, y.Name+" :: "+y.Type)
	}
	s := p.Name + "(" + strings.Join(args, ", ") + ")"
	if len(yields) > 0 {
		s += " :: (" + strings.Join(yields, ", ") + ")"
	}
	return s
}

func showProcedures(rt *runtime, _ string, _ []string) [][]value.Value {
	var out [][]value.Value
	list := rt.env.Procedures.AllProcedures()
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	for _, p := range list {
		args := []value.Value{}
		for _, a := range p.Args {
			args = append(args, map[string]value.Value{"name": a.Name, "type": a.Type, "description": a.Name + " :: " + a.Type, "isDeprecated": false})
		}
		yields := []value.Value{}
		for _, y := range p.Yields {
			yields = append(yields, map[string]value.Value{"name": y.Name, "type": y.Type, "description": y.Name + " :: " + y.Type, "isDeprecated": false})
		}
		out = append(out, []value.Value{p.Name, p.Description, string(p.Mode), p.System, p.Signature(), args, yields, false, nil, nil, false, nil, map[string]value.Value{"deprecated": false}})
	}
	return out
}

func showFunctions(_ *runtime, filter string, _ []string) [][]value.Value {
	if filter == "USER DEFINED" {
		return nil
	}
	var out [][]value.Value
	row := func(name, category, description, signature string, aggregating bool) {
		out = append(out, []value.Value{name, category, description, signature, true, []value.Value{}, signature[strings.LastIndex(signature, ":: ")+3:], aggregating, nil, nil, false, nil})
	}
	for _, f := range functions.Builtin.All() {
		row(f.Name, f.Category, f.Description, f.Signature, false)
	}
	for _, f := range functions.Builtin.AllAggregates() {
		row(f.Name, "Aggregating", f.Description, f.Signature, true)
	}
	for _, q := range []struct{ name, text string }{{"all", "Returns true if the predicate holds for all elements in the given `LIST<ANY>`."}, {"any", "Returns true if the predicate holds for at least one element in the given `LIST<ANY>`."},
		{"none", "Returns true if the predicate holds for no element in the given `LIST<ANY>`."}, {"single", "Returns true if the predicate holds for exactly one of the elements in the given `LIST<ANY>`."}, {"exists", "Returns true if a match for the pattern exists in the graph."}} {
		row(q.name, "Predicate", q.text, q.name+"(variable :: VARIABLE IN list :: LIST<ANY> WHERE predicate :: ANY) :: BOOLEAN", false)
	}
	row("reduce", "List", "Runs an expression against individual elements of a `LIST<ANY>`, storing the result of the expression in an accumulator.", "reduce(accumulator :: VARIABLE = initial :: ANY, variable :: VARIABLE IN list :: LIST<ANY> | expression :: ANY) :: ANY", false)
	sort.SliceStable(out, func(i, j int) bool {
		return strings.ToLower(out[i][0].(string)) < strings.ToLower(out[j][0].(string))
	})
	return out
}

func (rt *runtime) database(name string, isDefault bool) []value.Value {
	access, kind := "read-write", "standard"
	if name == "system" {
		kind = "system"
	}
	if rt.env.ReadOnly {
		access = "read-only"
	}
	return []value.Value{name, kind, []value.Value{}, access, rt.env.Session.Address, "primary", true, "online", "online", "", isDefault, isDefault, []value.Value{}, rt.view().DatabaseID()}
}

func showDatabases(rt *runtime, filter string, _ []string) [][]value.Value {
	var out [][]value.Value
	for i, name := range []string{"neo4j", "system"} {
		if filter == "" || strings.EqualFold(filter, name) {
			out = append(out, rt.database(name, i == 0))
		}
	}
	return out
}

func showDefault(rt *runtime, _ string, _ []string) [][]value.Value {
	d := rt.database("neo4j", true)
	return [][]value.Value{append(append([]value.Value{}, d[:10]...), d[12:]...)}
}

func showCurrentUser(rt *runtime, filter string, names []string) [][]value.Value {
	if rt.env.Session.User == "" {
		return nil
	}
	return showUsers(rt, filter, names)
}

func showUsers(rt *runtime, _ string, _ []string) [][]value.Value {
	user := rt.env.Session.User
	if user == "" {
		user = "neo4j"
	}
	return [][]value.Value{{user, nil, false, nil, nil}}
}

func showTransactions(rt *runtime, _ string, names []string) [][]value.Value {
	if rt.env.Session.Running == nil {
		return nil
	}
	var out [][]value.Value
	for _, t := range rt.env.Session.Running() {
		listed := len(names) == 0
		for _, n := range names {
			listed = listed || n == t.ID
		}
		if !listed {
			continue
		}
		elapsed := rt.calls.Realtime().Sub(t.Start)
		out = append(out, []value.Value{"neo4j", t.ID, t.QueryID, t.Connection, t.Client, t.User, t.Query, t.Start.UTC().Format("2006-01-02T15:04:05.000Z"), t.Status,
			value.Duration{Seconds: int64(elapsed.Seconds()), Nanos: int(elapsed.Nanoseconds() % 1e9)}})
	}
	return out
}

func showSettings(rt *runtime, _ string, names []string) [][]value.Value {
	var out [][]value.Value
	for _, s := range rt.env.Session.Settings {
		listed := len(names) == 0
		for _, n := range names {
			listed = listed || n == s.Name
		}
		if listed {
			out = append(out, []value.Value{s.Name, s.Value, false, s.Default, s.Description, s.Value, s.Value != s.Default, "", false})
		}
	}
	return out
}
