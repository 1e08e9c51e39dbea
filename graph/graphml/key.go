package graphml

import (
	"fmt"
	"strings"
)

// domain is what a key is for.
type domain string

const (
	nodeDomain domain = "node"
	edgeDomain domain = "edge"
	allDomain  domain = "all"
)

// key is a declared attribute.
type key struct {
	id       string
	domain   domain
	name     string
	typ      valueType // of the items where values are lists
	list     bool
	second   bool   // another key of the property stands before
	fallback string // default value
	falls    bool   // there is one
}

// What the desc of a key says to a reader of ours: that values are joined lists,
// and which property it is where two keys would be called alike.
const (
	listOpens    = "list of "
	listCloses   = `, items joined by "; "`
	propertyMark = "of property "
)

func (k key) String() string {
	shown, desc, typ := k.name, "", k.typ
	if k.list {
		desc, typ = listOpens+string(k.typ)+listCloses, stringType
	}
	if k.second {
		shown += map[bool]string{true: " (list)", false: " (single)"}[k.list]
		desc = strings.TrimLeft(desc+" "+propertyMark+k.name, " ")
	}
	head := fmt.Sprintf(`<key id="%s" for="%s" attr.name="%s" attr.type="%s"`, k.id, k.domain, escape(shown), typ)
	if desc != "" {
		return head + "><desc>" + escape(desc) + "</desc></key>"
	}
	return head + "/>"
}

// describe reads a desc as String writes it; others say nothing.
func (k *key) describe(desc string) {
	if typ, ok := strings.CutPrefix(desc, listOpens); ok {
		typ, _, k.list = strings.Cut(typ, listCloses)
		if k.list = k.list && valueType(typ).known(); k.list {
			k.typ = valueType(typ)
		}
	}
	if _, name, ok := strings.Cut(desc, propertyMark); ok {
		k.name = name
	}
}

// keys collects the attributes of one domain in the order they are met.
type keys struct {
	domain domain
	prefix string
	index  map[property]int
	list   []key
}

// property is a name with whether its value is a list: the two cannot share a
// key, for the semicolons of a text would part it like a list.
type property struct {
	name string
	list bool
}

func newKeys(d domain) *keys {
	return &keys{domain: d, prefix: string(d)[:1], index: map[property]int{}}
}

// use returns the id of the key of a property and widens its type to hold the
// value.
func (k *keys) use(name string, v encoded) (id string) {
	p := property{name, v.list}
	i, ok := k.index[p]
	if !ok {
		i = len(k.list)
		k.index[p] = i
		_, second := k.index[property{name, !v.list}]
		k.list = append(k.list, key{id: fmt.Sprintf("%s%d", k.prefix, i), domain: k.domain, name: name, list: v.list, second: second})
	}
	row := &k.list[i]
	row.typ = joint(row.typ, v.typ)
	return row.id
}

func (k *keys) String() string {
	var b strings.Builder
	for _, row := range k.list {
		b.WriteString("  " + row.String() + "\n")
	}
	return b.String()
}
