package ui_test

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"clew/graph/needs"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A reader opens the page on the sample articles and follows a thread: first
// screen, name, neighbours, sentence, path, Cypher, GraphML. It is one session of
// one browser, so the steps build on each other.
func TestReaderFollowsAThread(t *testing.T) {
	chromium := findChromium(t)
	b := openBrowser(t, chromium, startClew(t))
	for _, step := range []struct {
		name string
		run  func(t *testing.T, b *session)
	}{
		{"the first screen is a story", firstScreen},
		{"a name is typed and found", findName},
		{"its neighbours come and go", expandAndUndo},
		{"a link shows its sentences", readEvidence},
		{"the sentence stands in its article", readArticle},
		{"two names are tied by a chain of quotes", findPath},
		{"Cypher answers and says where it is wrong", runCypher},
		{"the view leaves as GraphML", exportGraphML},
		{"the table holds what the canvas shows", readTable},
		{"the keys are listed and work", useKeys},
		{"the address brings the view back", reloadView},
	} {
		if !t.Run(step.name, func(t *testing.T) { step.run(t, b) }) {
			b.screenshot(t, "failed")
			break
		}
	}
	b.checkQuiet(t)
}

// Both themes and a telephone show the same story without labels that overlap.
func TestFirstScreenInThemesAndSizes(t *testing.T) {
	chromium := findChromium(t)
	b := openBrowser(t, chromium, startClew(t))
	for _, theme := range []string{"light", "dark"} {
		for _, size := range [][2]int64{{1280, 720}, {390, 844}} {
			name := fmt.Sprintf("%s %dx%d", theme, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				command(t, b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: size[0], Height: size[1], DeviceScaleFactor: 1, Mobile: size[0] < 500})
				command(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
				b.do(t, chromedp.Navigate(b.address))
				b.waitFor(t, `window.clew?.ready && window.clew.labelBoxes().length > 0`)
				if got := b.text(t, `document.documentElement.dataset.theme`); got != theme {
					t.Errorf("theme is %q, want %q", got, theme)
				}
				checkLabels(t, b)
				if low := b.text(t, lowContrast); low != "" {
					t.Errorf("text with too little contrast: %s", low)
				}
				b.screenshot(t, "story-"+strings.ReplaceAll(name, " ", "-"))
			})
		}
	}
	b.checkQuiet(t)
}

func firstScreen(t *testing.T, b *session) {
	b.waitFor(t, `window.clew?.ready && window.clew.labelBoxes().length > 0`)
	shown := b.number(t, `window.clew.scene().nodes.length`)
	if shown < 6 || shown > 20 {
		t.Errorf("%d nodes on the first screen, want 6 to 20", shown)
	}
	names := b.text(t, `[...window.clew.state.view.nodes.values()].map((n) => n.name + " " + n.aliases.join(" ")).join("\n")`)
	for _, want := range []string{"ISIS", "ISIS-K", "Crocus City Hall", "Tajik"} {
		if !strings.Contains(names, want) {
			t.Errorf("the first screen lacks %s: %s", want, names)
		}
	}
	checkLabels(t, b)
	links := b.number(t, `window.clew.scene().links.length`)
	counted := b.number(t, `new Set(window.clew.labelBoxes().filter((l) => l.kind === "link" || l.kind === "badge").map((l) => l.id)).size`)
	if links == 0 || counted != links {
		t.Errorf("%d of %d links say how many sources stand behind them", counted, links)
	}
	if clauses := b.number(t, `document.querySelectorAll(".headline .clause").length`); clauses < 2 {
		t.Errorf("the headline has %d claims", clauses)
	}
	if truth := b.text(t, `document.querySelector("#truth").textContent`); !regexp.MustCompile(`^\d+ of \d+ nodes shown`).MatchString(truth) {
		t.Errorf("truth line reads %q", truth)
	}
	b.screenshot(t, "first-screen")
}

// checkLabels fails where a label overlaps another label or card, or a node has none.
func checkLabels(t *testing.T, b *session) {
	t.Helper()
	b.waitFor(t, `window.clew.labelBoxes().some((l) => l.kind === "node" || l.kind === "card")`)
	overlaps := b.text(t, `(() => {
		const boxes = window.clew.labelBoxes().filter((l) => l.kind !== "hidden");
		const bad = [];
		boxes.forEach((a, i) => boxes.slice(0, i).forEach((b) => {
			if (a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h) bad.push(a.text + " / " + b.text);
		}));
		return bad.join("; ");
	})()`)
	if overlaps != "" {
		t.Errorf("labels overlap: %s", overlaps)
	}
	unnamed := b.text(t, `(() => {
		const named = new Set(window.clew.labelBoxes().filter((l) => l.kind === "node" || l.kind === "card").map((l) => l.id));
		return window.clew.scene().nodes.filter((n) => !named.has(n.id)).map((n) => n.label).join("; ");
	})()`)
	if unnamed != "" {
		t.Errorf("nodes without their label: %s", unnamed)
	}
	if long := b.text(t, `window.clew.labelBoxes().filter((l) => ["node", "card"].includes(l.kind) && [...l.text].length > 20).map((l) => l.text).join("; ")`); long != "" {
		t.Errorf("labels longer than 20 characters: %s", long)
	}
}

func findName(t *testing.T, b *session) {
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "/")
	b.do(t, chromedp.SendKeys("#search", "ISIS-K"), chromedp.WaitVisible("#hits li[aria-selected=true]"))
	if first := b.text(t, `document.querySelector("#hits li .hit-name").textContent`); !strings.Contains(first, "ISIS-K") {
		t.Errorf("first suggestion for ISIS-K is %q", first)
	}
	b.do(t, chromedp.SendKeys("#search", kb.Enter))
	b.waitFor(t, `document.querySelector(".panel .inspect h2")?.textContent === "ISIS-K" && document.querySelectorAll(".panel .relation").length > 2`)
	b.do(t, chromedp.SendKeys("#search", "zzqx"))
	b.waitFor(t, `document.querySelector("#hits .note")?.textContent.includes("Nothing is called")`)
	b.do(t, chromedp.SendKeys("#search", kb.Escape))
}

func expandAndUndo(t *testing.T, b *session) {
	before := b.number(t, `window.clew.state.view.nodes.size`)
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "e")
	b.waitFor(t, fmt.Sprintf(`window.clew.state.view.nodes.size > %d`, before))
	after := b.number(t, `window.clew.state.view.nodes.size`)
	b.screenshot(t, "expanded")
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "Ctrl+z")
	b.waitFor(t, fmt.Sprintf(`window.clew.state.view.nodes.size === %d`, before))
	b.press(t, "Ctrl+y")
	b.waitFor(t, fmt.Sprintf(`window.clew.state.view.nodes.size === %d`, after))
	b.press(t, "Ctrl+z")
	b.press(t, "Escape")
	b.waitFor(t, fmt.Sprintf(`window.clew.state.view.nodes.size === %d`, before))
}

func readEvidence(t *testing.T, b *session) {
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "f")
	b.settle(t)
	b.click(t, `(() => {
		const claimed = window.clew.scene().links.find((l) => l.link.type === "CLAIMED");
		return window.clew.labelBoxes().find((x) => x.id === claimed.id && ["link", "badge"].includes(x.kind));
	})()`)
	b.waitFor(t, `document.querySelectorAll(".panel .quote blockquote").length > 0`)
	if head := b.text(t, `document.querySelector(".panel .link-head").textContent`); !strings.Contains(head, "claimed") || !strings.Contains(head, "asserted") {
		t.Errorf("evidence is headed %q, want the relation and its claim", head)
	}
	for what, script := range map[string]string{
		"an outlet":           `document.querySelector(".quote .outlet b").textContent`,
		"a claim":             `document.querySelector(".quote .claim").textContent`,
		"a confidence band":   `document.querySelector(".quote .band").textContent`,
		"the quoted words":    `document.querySelector(".quote blockquote").textContent`,
		"how many origins":    `document.querySelector(".link-head .sources").textContent.match(/\d+ independent/)?.[0] ?? ""`,
		"a way into the text": `document.querySelector(".quote .open").textContent`,
	} {
		if b.text(t, script) == "" {
			t.Errorf("the evidence lacks %s", what)
		}
	}
	b.screenshot(t, "evidence")
}

func readArticle(t *testing.T, b *session) {
	quote := b.text(t, `document.querySelector(".quote blockquote").textContent`)
	b.do(t, chromedp.Click(".quote .open"))
	b.waitFor(t, `document.querySelector(".panel .article mark")`)
	marked := b.text(t, `[...document.querySelectorAll(".panel .article mark")].map((m) => m.textContent).join("")`)
	if squeeze(marked) != squeeze(quote) {
		t.Errorf("the article marks %q, the evidence quotes %q", marked, quote)
	}
	b.waitFor(t, `(() => { const m = document.querySelector("mark").getBoundingClientRect(), p = document.querySelector("#panel").getBoundingClientRect(); return m.top >= p.top && m.bottom <= p.bottom; })()`)
	if n := b.number(t, `document.querySelectorAll(".panel .mention").length`); n < 5 {
		t.Errorf("%d names are underlined in the article", n)
	}
	b.screenshot(t, "article")
	entity := b.text(t, `document.querySelector(".panel mark .mention").dataset.entity`)
	evaluate[chromedp.Void](t, b, `document.querySelector(".panel mark .mention").click()`)
	b.waitFor(t, fmt.Sprintf(`window.clew.state.selection.nodes.has(%q)`, entity))
}

// squeeze takes out white space, which the page breaks into paragraphs.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func findPath(t *testing.T, b *session) {
	b.do(t, chromedp.Focus("#search"), chromedp.SendKeys("#search", "ISIS-K -> Tajik"), chromedp.WaitVisible("#hits li[aria-selected=true]"), chromedp.SendKeys("#search", kb.Enter))
	b.waitFor(t, `document.querySelectorAll(".chain").length > 0`)
	first := b.text(t, `document.querySelector(".chain").textContent`)
	if !strings.Contains(first, "Crocus City Hall") {
		t.Errorf("the first chain does not run through the attack: %q", first)
	}
	hops := b.number(t, `document.querySelectorAll(".chain:first-child .hop").length`)
	if quotes := b.number(t, `document.querySelectorAll(".chain:first-child blockquote").length`); hops == 0 || quotes != hops {
		t.Errorf("%d hops carry %d quotes", hops, quotes)
	}
	if claims := b.number(t, `document.querySelectorAll(".chain:first-child .claim").length`); claims != hops {
		t.Errorf("%d hops say %d claims", hops, claims)
	}
	b.do(t, chromedp.Click(".chain:first-child header button"))
	b.waitFor(t, `window.clew.state.lit?.size > 2`)
	b.settle(t)
	b.screenshot(t, "path")
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "Escape")
}

func runCypher(t *testing.T, b *session) {
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "c")
	b.waitFor(t, `document.querySelector(".editor").shadowRoot?.querySelector(".cm-content")`)
	b.do(t, chromedp.Click(".cypher-bar .primary"))
	b.waitFor(t, `document.querySelectorAll(".cypher-output tbody tr").length > 0`)
	b.screenshot(t, "cypher")
	b.typeCypher(t, "MATCH (n:Person)\nRETURN n.nme AS name,, 1")
	b.press(t, "Ctrl+Enter")
	b.waitFor(t, `document.querySelector(".cypher-output .problem")`)
	if said := b.text(t, `document.querySelector(".cypher-output .problem").textContent`); !strings.Contains(said, "line 2, column 22") {
		t.Errorf("the error reads %q, want its line and column", said)
	}
	b.waitFor(t, `document.querySelector(".editor").shadowRoot.querySelector(".cm-problem")`)
	b.typeCypher(t, "MATCH (o)-[r:CLAIMED]->(e) RETURN o, r, e")
	b.press(t, "Ctrl+Enter")
	b.waitFor(t, `document.querySelector(".result-bar button")`)
	b.do(t, chromedp.Click(".result-bar button"))
	b.waitFor(t, `window.clew.state.view.mode === "graph" && [...window.clew.state.view.links.values()].every((l) => l.type === "CLAIMED")`)
	b.settle(t)
	checkLabels(t, b)
	b.screenshot(t, "cypher-graph")
	if n := b.number(t, `document.querySelectorAll(".cypher-bar select:last-child option").length`); n < 4 {
		t.Errorf("the history lists %d statements, want those of the actions before", n-1)
	}
	b.do(t, chromedp.Click("#drawer .close"), chromedp.Focus("#canvas"))
	b.press(t, "Ctrl+z")
	b.waitFor(t, `window.clew.state.view.mode === "story"`)
}

func exportGraphML(t *testing.T, b *session) {
	dir := t.TempDir()
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
		t.Fatal(err)
	}
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "d")
	b.do(t, chromedp.Click(`dialog.export [data-format=graphml]`))
	var file string
	for deadline := time.Now().Add(20 * time.Second); file == "" && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		found, _ := filepath.Glob(filepath.Join(dir, "*.graphml"))
		file = strings.Join(found, "")
	}
	if file == "" {
		t.Fatal("no .graphml was downloaded")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Graph struct {
			Nodes []struct {
				ID string `xml:"id,attr"`
			} `xml:"node"`
			Edges []struct {
				Source string `xml:"source,attr"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		t.Fatalf("the GraphML does not parse: %v", err)
	}
	if shown := b.number(t, `window.clew.state.view.nodes.size`); len(doc.Graph.Nodes) != shown {
		t.Errorf("%d nodes exported, %d shown", len(doc.Graph.Nodes), shown)
	}
	if len(doc.Graph.Edges) == 0 || !strings.Contains(string(data), "alleged") {
		t.Errorf("the export has %d edges and no hedge", len(doc.Graph.Edges))
	}
}

func readTable(t *testing.T, b *session) {
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "b")
	b.waitFor(t, `document.querySelectorAll(".tab-body.table tbody tr").length === window.clew.state.view.nodes.size`)
	b.do(t, chromedp.Click(`.table-bar [data-kind=links]`))
	b.waitFor(t, `document.querySelectorAll(".tab-body.table tbody tr").length === window.clew.scene().links.length`)
	b.do(t, chromedp.Click(".tab-body.table tbody tr:first-child .link"))
	b.waitFor(t, `window.clew.state.selection.link !== null && document.querySelector(".tab-body.table tr[aria-selected=true]")`)
	b.screenshot(t, "table")
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "b")
}

func useKeys(t *testing.T, b *session) {
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "?")
	b.waitFor(t, `document.querySelectorAll("dialog.help kbd").length > 25`)
	b.screenshot(t, "keys")
	b.press(t, "Escape")
	b.waitFor(t, `!document.querySelector("dialog")`)
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, ".")
	b.waitFor(t, `document.querySelector("#mirror-focus") && document.querySelector("#live").textContent.includes("links")`)
	b.press(t, "Enter")
	b.waitFor(t, `!document.querySelector("#panel").hidden && document.querySelector(".inspect h2")?.textContent === document.querySelector("#mirror-focus").textContent`)
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "Tab")
	if b.text(t, `document.activeElement.id`) == "canvas" {
		t.Error("Tab does not leave the canvas")
	}
}

func reloadView(t *testing.T, b *session) {
	const ids = `[...window.clew.state.view.nodes.keys()].sort().join(" ")`
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, "Escape")
	b.press(t, ".")
	b.press(t, "e")
	b.settle(t)
	before := b.text(t, ids)
	b.do(t, chromedp.Reload())
	b.waitFor(t, `window.clew?.ready`)
	if after := b.text(t, ids); after != before {
		t.Errorf("after reload the view holds\n%s\nbefore\n%s", after, before)
	}
	b.do(t, chromedp.Focus("#canvas"))
	b.press(t, ".")
	b.press(t, "h")
	b.waitFor(t, ids+` !== `+fmt.Sprintf("%q", before))
	b.do(t, chromedp.NavigateBack())
	b.waitFor(t, ids+` === `+fmt.Sprintf("%q", before))
}

// lowContrast lists visible texts of the page whose contrast with the colour behind
// them is under 4.5:1 (WCAG 2.1, 1.4.3), transparent layers mixed in.
const lowContrast = `(() => {
	const rgba = (c) => { const m = c.match(/[\d.]+/g).map(Number); return [m[0], m[1], m[2], m[3] ?? 1]; };
	const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
	const behind = (e) => {
		const layers = [];
		for (let x = e; x; x = x.parentElement) { const c = rgba(getComputedStyle(x).backgroundColor); if (c[3]) layers.push(c); if (c[3] === 1) break; }
		return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
	};
	const luminance = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const bad = [];
	for (const e of document.querySelectorAll("body *")) {
		const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
		if (!own || !e.checkVisibility({ checkVisibilityCSS: true }) || e.matches(":disabled, .unseen, option, noscript")) continue;
		const ground = behind(e), text = over(rgba(getComputedStyle(e).color), ground);
		const [l, d] = [luminance(ground), luminance(text)].sort((a, b) => b - a);
		if ((l + 0.05) / (d + 0.05) < 4.5) bad.push(e.textContent.trim().slice(0, 30) + " " + ((l + 0.05) / (d + 0.05)).toFixed(2));
	}
	return [...new Set(bad)].slice(0, 10).join("; ");
})()`

// session is one tab of a browser at the page.
type session struct {
	ctx     context.Context
	address string
	shots   string

	mu       sync.Mutex
	troubles []string
}

const stepTimeout = 30 * time.Second

func (b *session) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepTimeout)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.screenshot(t, "failed")
		t.Fatalf("%v; the page says: %s", err, b.trouble())
	}
}

// waitFor waits until the script yields something true.
func (b *session) waitFor(t *testing.T, script string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepTimeout)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Poll[chromedp.Void]("Boolean("+script+")", chromedp.WithPollingInterval(30*time.Millisecond))); err != nil {
		b.screenshot(t, "failed")
		t.Fatalf("waiting for %s: %v; the page says: %s", script, err, b.trouble())
	}
}

// settle waits until the camera stands still and its last frame is drawn.
func (b *session) settle(t *testing.T) {
	t.Helper()
	evaluate[bool](t, b, `new Promise((done) => {
		let last = "", same = 0;
		const look = () => {
			const now = JSON.stringify(window.clew.labelBoxes());
			same = now === last ? same + 1 : 0;
			last = now;
			if (same > 12) done(true); else requestAnimationFrame(look);
		};
		look();
	})`, chromedp.EvalAwaitPromise)
}

// evaluate is what a script yields.
func evaluate[T any](t *testing.T, b *session, script string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepTimeout)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, options...))
	if err != nil {
		b.screenshot(t, "failed")
		t.Fatalf("%s: %v; the page says: %s", script, err, b.trouble())
	}
	return v
}

func (b *session) text(t *testing.T, script string) string {
	t.Helper()
	return evaluate[string](t, b, script)
}

func (b *session) number(t *testing.T, script string) int {
	t.Helper()
	return evaluate[int](t, b, script)
}

// click presses the mouse in the middle of a label's box on the canvas.
func (b *session) click(t *testing.T, box string) {
	t.Helper()
	at := evaluate[[]float64](t, b, `(() => { const l = `+box+`, c = document.querySelector("#canvas").getBoundingClientRect(); return [c.left + l.x + l.w / 2, c.top + l.y + l.h / 2]; })()`)
	b.do(t, chromedp.MouseClickXY(at[0], at[1]))
}

// typeCypher puts a statement into the editor in place of what stands there.
func (b *session) typeCypher(t *testing.T, text string) {
	t.Helper()
	evaluate[chromedp.Void](t, b, `document.querySelector(".editor").shadowRoot.querySelector(".cm-content").focus()`)
	b.press(t, "Ctrl+a")
	b.press(t, "Delete")
	command(t, b, input.InsertText, input.InsertTextParams{Text: text})
}

// command sends a command of the DevTools protocol.
func command[P, R any](t *testing.T, b *session, c cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(b.ctx, c, params); err != nil {
		t.Fatalf("%s: %v", c.Method, err)
	}
}

// press sends one key to whatever has the focus, as a keyboard does: "e", "Escape", "Ctrl+z".
func (b *session) press(t *testing.T, key string) {
	t.Helper()
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key}
	if letter, ok := strings.CutPrefix(key, "Ctrl+"); ok {
		down.Key, down.Text, down.Modifiers = letter, "", 2 // Ctrl
		down.WindowsVirtualKeyCode = int64(strings.ToUpper(letter)[0])
		if letter == "a" {
			down.Commands = []string{"selectAll"}
		}
	}
	if named, ok := map[string]struct {
		code int64
		text string
	}{"Escape": {27, ""}, "Enter": {13, "\r"}, "Ctrl+Enter": {13, ""}, "Tab": {9, ""}, "Delete": {46, ""}}[key]; ok {
		down.WindowsVirtualKeyCode, down.Text = named.code, named.text
	}
	up := down
	up.Type, up.Text, up.Commands = input.DispatchKeyEventTypeKeyUp, "", nil
	command(t, b, input.DispatchKeyEvent, down)
	command(t, b, input.DispatchKeyEvent, up)
}

// screenshot saves what the tab shows where CLEW_SCREENSHOTS says, else beside the test's other files.
func (b *session) screenshot(t *testing.T, name string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepTimeout)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Logf("no screenshot %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(b.shots, name+".png"), png, 0o644); err != nil {
		t.Error(err)
	}
}

// checkQuiet fails where the page threw, logged an error or asked another host.
func (b *session) checkQuiet(t *testing.T) {
	t.Helper()
	if s := b.trouble(); s != "" {
		t.Errorf("the page was not quiet: %s", s)
	}
}

func (b *session) trouble() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(b.troubles, "; ")
}

// said is an exception in the page's own words.
func said(e *runtime.ExceptionDetails) string {
	if e.Exception != nil {
		return e.Exception.Description
	}
	return e.Text
}

func (b *session) hear(event any) {
	var trouble string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		trouble = "exception " + said(e.ExceptionDetails)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.URL, "/api/cypher") {
			trouble = e.Entry.Text + " " + e.Entry.URL
		}
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.address) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") && !strings.HasPrefix(u, "about:") {
			trouble = "asked " + u
		}
	}
	if trouble != "" {
		b.mu.Lock()
		b.troubles = append(b.troubles, trouble)
		b.mu.Unlock()
	}
}

// openBrowser starts a headless browser with one tab at the address.
func openBrowser(t *testing.T, chromium, address string) *session {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(chromium), chromedp.WindowSize(1280, 720), chromedp.DisableGPU)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to sandbox for root
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	b := &session{ctx: ctx, address: address, shots: os.Getenv("CLEW_SCREENSHOTS")}
	if b.shots == "" {
		b.shots = t.TempDir()
	} else if err := os.MkdirAll(b.shots, 0o755); err != nil {
		t.Fatal(err)
	}
	// This starts the browser and must not carry a deadline, which would end it.
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatalf("start %s: %v", chromium, err)
	}
	command(t, b, log.Enable, cdp.Empty{})
	command(t, b, network.Enable, network.EnableParams{})
	command(t, b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 1280, Height: 720, DeviceScaleFactor: 1})
	b.do(t, chromedp.Navigate(address))
	return b
}

// readSources opens what the program is built from and what it reads. The build
// itself happens in another process, which the test cache does not see: without
// this it would keep an old answer when only the server changed.
func readSources(t *testing.T) {
	t.Helper()
	for _, root := range []string{"../cmd", "../graph", "../server", "../seeds"} {
		err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.Contains(path, "testdata") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			return file.Close()
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// startClew builds the program, serves the sample articles from a fresh store and
// returns the page's address.
func startClew(t *testing.T) string {
	t.Helper()
	readSources(t)
	dir := t.TempDir()
	program := filepath.Join(dir, "clew")
	if out, err := exec.Command("go", "build", "-o", program, "clew/cmd/clew").CombinedOutput(); err != nil {
		t.Fatalf("build: %v: %s", err, out)
	}
	serve := exec.Command(program, "serve", filepath.Join("..", "seeds"), "--store", filepath.Join(dir, "store"), "--listen", "127.0.0.1:0", "--bolt", "127.0.0.1:0", "--no-open")
	words, err := serve.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Signal(os.Interrupt)
		serve.Wait()
	})
	address := regexp.MustCompile(`explorer at (http://[^,\s]+)`)
	var said []string
	for lines := bufio.NewScanner(words); lines.Scan(); {
		said = append(said, lines.Text())
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() { // keeps the pipe from filling up
				}
			}()
			return m[1]
		}
	}
	t.Fatalf("clew serve ended without an address: %s", strings.Join(said, "\n"))
	return ""
}

func findChromium(t *testing.T) string {
	t.Helper()
	return needs.Program(t, "chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell")
}
