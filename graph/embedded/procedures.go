package embedded

import (
	"context"
	"fmt"
	"strings"
	"time"

	"clew/graph/cypher"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/value"
	"clew/graph/embedded/bolt"
)

// kernelVersion is the Neo4j whose answers the engine is measured by.
const kernelVersion = "5.26.0"

// rows are what a procedure answers.
type rows = [][]value.Value

// argument, optional and yield make signatures short.
func argument(name, typ string) cypher.Argument { return cypher.Argument{Name: name, Type: typ} }

func optional(name, typ string, standard value.Value) cypher.Argument {
	return cypher.Argument{Name: name, Type: typ, Default: standard, HasDefault: true}
}

func yields(columns ...string) []cypher.Column {
	list := make([]cypher.Column, len(columns))
	for i, c := range columns {
		name, typ, _ := strings.Cut(c, " ")
		list[i] = cypher.Column{Name: name, Type: typ}
	}
	return list
}

// fromView makes a procedure's Call of a function of the present state.
func fromView(f func(v *memory.View) rows) func(context.Context, *cypher.ProcedureContext, []value.Value) (rows, error) {
	return func(_ context.Context, p *cypher.ProcedureContext, _ []value.Value) (rows, error) {
		return f(p.View), nil
	}
}

func nothing(*memory.View) rows { return nil }

// builtin are the procedures of every graph, in alphabetical order.
func (db *DB) builtin() []cypher.Procedure {
	list := []cypher.Procedure{
		{Name: "db.awaitIndex", Description: `Wait for an index to come online (for example: CALL db.awaitIndex("MyIndex", 300)).`, Mode: cypher.Read, System: true,
			Args: []cypher.Argument{argument("indexName", "STRING"), optional("timeOutSeconds", "INTEGER", int64(300))}, Call: awaitIndex},
		{Name: "db.awaitIndexes", Description: "Wait for all indexes to come online (for example: CALL db.awaitIndexes(300)).", Mode: cypher.Read, System: true,
			Args: []cypher.Argument{optional("timeOutSeconds", "INTEGER", int64(300))}, Call: fromView(nothing)},
		{Name: "db.index.fulltext.awaitEventuallyConsistentIndexRefresh", Description: "Wait for the updates from recently committed transactions to be applied to any eventually-consistent full-text indexes.", Mode: cypher.Read,
			Call: fromView(nothing)},
		{Name: "db.index.fulltext.listAvailableAnalyzers", Description: "List the available analyzers that the full-text indexes can be configured with.", Mode: cypher.Read,
			Yields: yields("analyzer STRING", "description STRING", "stopwords LIST<STRING>"), Call: fromView(analyzers)},
		{Name: "db.index.fulltext.queryNodes", Description: "Query the given full-text index. Returns the matching nodes, and their Lucene query score, ordered by score.", Mode: cypher.Read,
			Args: queryArguments, Yields: yields("node NODE", "score FLOAT"), Call: db.queryTexts(memory.EntityNode)},
		{Name: "db.index.fulltext.queryRelationships", Description: "Query the given full-text index. Returns the matching relationships, and their Lucene query score, ordered by score.", Mode: cypher.Read,
			Args: queryArguments, Yields: yields("relationship RELATIONSHIP", "score FLOAT"), Call: db.queryTexts(memory.EntityRelationship)},
		{Name: "db.info", Description: "Provides information regarding the database.", Mode: cypher.Read, System: true,
			Yields: yields("id STRING", "name STRING", "creationDate STRING"), Call: db.info},
		{Name: "db.labels", Description: "List all labels attached to nodes within a database according to the user's access rights. The procedure returns empty results if the user is not authorized to view those labels.", Mode: cypher.Read, System: true,
			Yields: yields("label STRING"), Call: fromView(func(v *memory.View) rows { return column(v.Labels()) })},
		{Name: "db.ping", Description: "This procedure can be used by client side tooling to test whether they are correctly connected to a database. The procedure is available in all databases and always returns true. A faulty connection can be detected by not being able to call this procedure.", Mode: cypher.Read, System: true,
			Yields: yields("success BOOLEAN"), Call: fromView(func(*memory.View) rows { return rows{{true}} })},
		{Name: "db.prepareForReplanning", Description: "Triggers an index resample and waits for it to complete, and after that clears query caches.", Mode: cypher.Read,
			Args: []cypher.Argument{optional("timeOutSeconds", "INTEGER", int64(300))}, Call: fromView(nothing)},
		{Name: "db.propertyKeys", Description: "List all property keys in the database.", Mode: cypher.Read, System: true,
			Yields: yields("propertyKey STRING"), Call: fromView(func(v *memory.View) rows { return column(v.PropertyKeys()) })},
		{Name: "db.relationshipTypes", Description: "List all types attached to relationships within a database according to the user's access rights. The procedure returns empty results if the user is not authorized to view those relationship types.", Mode: cypher.Read, System: true,
			Yields: yields("relationshipType STRING"), Call: fromView(func(v *memory.View) rows { return column(v.RelationshipTypes()) })},
		{Name: "db.schema.nodeTypeProperties", Description: "Show the derived property schema of the nodes in tabular form.", Mode: cypher.Read, System: true,
			Yields: yields("nodeType STRING", "nodeLabels LIST<STRING>", "propertyName STRING", "propertyTypes LIST<STRING>", "mandatory BOOLEAN"), Call: fromView(nodeTypeProperties)},
		{Name: "db.schema.relTypeProperties", Description: "Show the derived property schema of the relationships in tabular form.", Mode: cypher.Read, System: true,
			Yields: yields("relType STRING", "propertyName STRING", "propertyTypes LIST<STRING>", "mandatory BOOLEAN"), Call: fromView(relTypeProperties)},
		{Name: "db.schema.visualization", Description: "Visualizes the schema of the data based on available statistics. A new node is returned for each label. The properties represented on the node include: `name` (label name), `indexes` (list of indexes), and `constraints` (list of constraints). A relationship of a given type is returned for all possible combinations of start and end nodes.", Mode: cypher.Read, System: true,
			Yields: yields("nodes LIST<NODE>", "relationships LIST<RELATIONSHIP>"), Call: fromView(visualization)},
	}
	return append(list, db.dbms()...)
}

// dbms are the procedures that tell of the server.
func (db *DB) dbms() []cypher.Procedure {
	config := yields("name STRING", "description STRING", "value STRING", "dynamic BOOLEAN", "defaultValue STRING", "startupValue STRING", "explicitlySet BOOLEAN", "validValues STRING")
	return []cypher.Procedure{
		{Name: "dbms.clientConfig", Description: "Return client configuration.", Mode: cypher.DBMS, System: true, Yields: config,
			Call: fromView(func(*memory.View) rows {
				return settingRows(func(name string) bool {
					return strings.HasPrefix(name, "browser.") || strings.HasPrefix(name, "client.")
				})
			})},
		{Name: "dbms.components", Description: "List DBMS components and their versions.", Mode: cypher.DBMS, System: true,
			Yields: yields("name STRING", "versions LIST<STRING>", "edition STRING"),
			Call: fromView(func(*memory.View) rows {
				return rows{{"Neo4j Kernel", []value.Value{kernelVersion}, "community"}, {"clew", []value.Value{db.options.Version}, "community"}}
			})},
		{Name: "dbms.info", Description: "Provides information regarding the DBMS.", Mode: cypher.DBMS, System: true,
			Yields: yields("id STRING", "name STRING", "creationDate STRING"), Call: db.info},
		{Name: "dbms.listConfig", Description: "List the currently active configuration settings of Neo4j.", Mode: cypher.DBMS, System: true,
			Args: []cypher.Argument{optional("searchString", "STRING", "")}, Yields: config, Call: listConfig},
		{Name: "dbms.routing.getRoutingTable", Description: "Returns the advertised bolt capable endpoints for a given database, divided by each endpoint's capabilities.", Mode: cypher.DBMS, System: true,
			Args: []cypher.Argument{argument("context", "MAP"), optional("database", "STRING", nil)}, Yields: yields("ttl INTEGER", "servers LIST<MAP>"), Call: routingTable},
	}
}

func column(list []string) rows {
	out := make(rows, len(list))
	for i, s := range list {
		out[i] = []value.Value{s}
	}
	return out
}

func awaitIndex(_ context.Context, p *cypher.ProcedureContext, args []value.Value) (rows, error) {
	name, _ := args[0].(string)
	if _, ok := p.View.Index(name); !ok {
		return nil, fmt.Errorf("there is no index '%s'", name)
	}
	return nil, nil
}

func analyzers(*memory.View) rows {
	return rows{{"standard-no-stop-words", "The standard analyzer without stop words: words as in Unicode Annex 29, lower-cased and without diacritics.", []value.Value{}}}
}

func (db *DB) info(_ context.Context, p *cypher.ProcedureContext, _ []value.Value) (rows, error) {
	created := time.UnixMilli(db.file.header.Created).UTC().Format("2006-01-02T15:04:05.999Z")
	return rows{{strings.ToUpper(strings.ReplaceAll(p.View.DatabaseID(), "-", "")), p.Env.Session.Database, created}}, nil
}

// settings are the few that clients ask for.
var settings = []cypher.Setting{
	{Name: "browser.allow_outgoing_connections", Value: "false", Default: "true", Description: "Configure the policy for outgoing Neo4j Browser connections."},
	{Name: "browser.post_connect_cmd", Description: "Commands to be run when Neo4j Browser successfully connects to this server. Separate multiple commands with semi-colon."},
	{Name: "browser.retain_connection_credentials", Value: "true", Default: "true", Description: "Configure the Neo4j Browser to store or not store user credentials."},
	{Name: "client.allow_telemetry", Value: "false", Default: "true", Description: "Configure client applications such as Browser and Bloom to send Product Analytics data."},
	{Name: "server.bolt.enabled", Value: "true", Default: "false", Description: "Enable the Bolt connector."},
}

func settingRows(wanted func(name string) bool) rows {
	var out rows
	for _, s := range settings {
		if wanted(s.Name) {
			kind := "A string."
			if s.Default == "true" || s.Default == "false" {
				kind = "A boolean."
			}
			out = append(out, []value.Value{s.Name, s.Description, s.Value, false, s.Default, s.Value, s.Value != s.Default, kind})
		}
	}
	return out
}

func listConfig(_ context.Context, _ *cypher.ProcedureContext, args []value.Value) (rows, error) {
	search, _ := args[0].(string)
	return settingRows(func(name string) bool { return strings.Contains(name, strings.ToLower(search)) }), nil
}

func routingTable(_ context.Context, p *cypher.ProcedureContext, args []value.Value) (rows, error) {
	database, _ := args[1].(string)
	if err := bolt.CheckDatabase(database); err != nil {
		return nil, err
	}
	address := p.Env.Session.Address
	if routing, ok := args[0].(map[string]value.Value); ok {
		if a, ok := routing["address"].(string); ok {
			address = a
		}
	}
	servers := []value.Value{}
	for _, role := range []string{"WRITE", "READ", "ROUTE"} {
		servers = append(servers, map[string]value.Value{"role": role, "addresses": []value.Value{address}})
	}
	return rows{{int64(300), servers}}, nil
}

var queryArguments = []cypher.Argument{argument("indexName", "STRING"), argument("queryString", "STRING"), optional("options", "MAP", map[string]value.Value{})}

// queryTexts searches a full-text index on nodes or on relationships.
func (db *DB) queryTexts(entity string) func(context.Context, *cypher.ProcedureContext, []value.Value) (rows, error) {
	return func(ctx context.Context, p *cypher.ProcedureContext, args []value.Value) (rows, error) {
		name, _ := args[0].(string)
		query, _ := args[1].(string)
		skip, limit, err := searchOptions(args[2])
		if err != nil {
			return nil, err
		}
		if p.Tx != nil {
			ctx = context.WithValue(ctx, openTx{}, p.Tx)
		}
		hits, err := db.texts.search(ctx, p.View, entity, name, query)
		if err != nil {
			return nil, err
		}
		hits = hits[min(skip, len(hits)):]
		hits = hits[:min(limit, len(hits))]
		out := make(rows, len(hits))
		for i, h := range hits {
			if entity == memory.EntityNode {
				out[i] = []value.Value{value.NodeID(h.Document), h.Score}
			} else {
				out[i] = []value.Value{value.RelationshipID(h.Document), h.Score}
			}
		}
		return out, nil
	}
}

// searchOptions reads {skip, limit}; the analyzer is the one that there is.
func searchOptions(v value.Value) (skip, limit int, err error) {
	options, _ := v.(map[string]value.Value)
	limit = 1 << 31
	for _, k := range value.SortedKeys(options) {
		n, isInt := options[k].(int64)
		switch {
		case k == "skip" && isInt && n >= 0:
			skip = int(min(n, 1<<31))
		case k == "limit" && isInt && n >= 0:
			limit = int(min(n, 1<<31))
		case k == "analyzer" && options[k] == "standard-no-stop-words":
		default:
			return 0, 0, fmt.Errorf("option %s = %s is not supported", k, value.Format(options[k]))
		}
	}
	return skip, limit, nil
}
