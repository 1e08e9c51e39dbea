package english

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// parserSteps are all steps on the text of the vector tests: slots, the class
// taken and its score.
const parserSteps = `
0 1 -1 -1 -1 -1 -1 -1: 0 16.1161
1 2 0 -1 -1 -1 -1 -1: 4 8.2318
1 2 -1 -1 -1 0 -1 -1: 0 15.8443
2 3 1 -1 -1 -1 0 -1: 4 14.0701
2 3 -1 -1 -1 1 -1 -1: 0 15.1613
3 4 2 -1 -1 -1 1 -1: 3 12.0719
3 4 -1 -1 -1 2 -1 -1: 0 13.2975
4 5 3 -1 -1 -1 2 -1: 0 10.7305
5 6 4 3 -1 -1 -1 -1: 0 12.4007
6 7 5 4 3 -1 -1 -1: 7 12.0617
6 7 4 3 -1 5 -1 -1: 4 14.5321
6 7 3 -1 -1 4 2 -1: 0 9.8167
7 8 6 3 -1 -1 4 -1: 0 10.9733
8 9 7 6 3 -1 -1 -1: 0 11.6842
9 10 8 7 6 -1 -1 -1: 15 14.6962
9 10 7 6 3 8 -1 -1: 6 17.1321
9 10 6 3 -1 7 4 -1: 3 12.1971
9 10 3 -1 -1 6 2 -1: 55 10.013
10 11 9 3 -1 -1 6 -1: 0 10.8099
11 12 10 9 3 -1 -1 -1: 63 16.123
12 13 11 10 9 -1 -1 -1: 1 8.222
12 13 10 9 3 -1 -1 11: 0 11.4292
13 14 12 10 9 -1 -1 -1: 4 8.082
13 14 10 9 3 12 -1 11: 0 10.8397
14 15 13 10 9 -1 12 -1: 4 13.1983
14 15 10 9 3 13 -1 11: 9 14.1815
14 15 9 3 -1 10 6 -1: 52 10.9843
15 16 14 9 3 -1 10 -1: 1 11.843
15 16 9 3 -1 -1 6 14: 1 9.0875
15 16 3 -1 -1 -1 2 9: 105 12.7543
15 16 3 -1 -1 -1 2 9: 49 12.5905
16 17 15 3 -1 -1 -1 -1: 1 12.7776
16 17 3 -1 -1 -1 2 15: 1 14.229
16 17 -1 -1 -1 -1 -1 -1: 0 13.4745
17 18 16 -1 -1 -1 -1 -1: 3 11.8406
17 18 -1 -1 -1 16 -1 -1: 0 12.3463
18 19 17 -1 -1 -1 16 -1: 61 11.8608
19 -1 18 17 -1 -1 -1 -1: 1 11.8857
19 -1 17 -1 -1 -1 16 18: 49 12.5344
-1 -1 19 17 -1 -1 -1 -1: 1 22.7193
-1 -1 17 -1 -1 -1 16 19: 1 21.9621
`

// nerSteps are those of the name recogniser.
const nerSteps = `
0 -1 -1: 57 9.7399
1 -1 -1: 73 11.7572
2 -1 -1: 56 12.9422
3 -1 -1: 73 11.0824
4 -1 -1: 0 9.1598
5 4 4: 18 23.9097
6 4 5: 36 23.6225
7 -1 -1: 73 10.9606
8 -1 -1: 73 12.1604
9 -1 -1: 73 11.9429
10 -1 -1: 57 12.6184
11 -1 -1: 73 11.2043
12 -1 -1: 0 7.0724
13 12 12: 18 15.8103
14 12 13: 36 16.4246
15 -1 -1: 73 9.8084
16 -1 -1: 73 10.9693
17 -1 -1: 73 12.4769
18 -1 -1: 73 9.7481
19 -1 -1: 73 12.6024
`

// checkStep compares one step with its line. Scores agree to what half
// precision leaves of them.
func checkStep(t *testing.T, lines []string, step int, slots []int, class int, score float32) {
	t.Helper()
	if step >= len(lines) {
		t.Fatalf("step %d after the last of %d", step, len(lines))
	}
	slotText, rest, _ := strings.Cut(lines[step], ": ")
	var wantClass int
	var wantScore float64
	if _, err := fmt.Sscan(rest, &wantClass, &wantScore); err != nil {
		t.Fatalf("line %q: %v", lines[step], err)
	}
	if got := strings.Trim(fmt.Sprint(slots), "[]"); got != slotText {
		t.Fatalf("step %d looks at %s, want %s", step, got, slotText)
	}
	if class != wantClass || math.Abs(float64(score)-wantScore) > 0.02 {
		t.Errorf("step %d takes class %d with %.4f, want %d with %.4f", step, class, score, wantClass, wantScore)
	}
}

func TestParserSteps(t *testing.T) {
	m := loadModel(t)
	f := kurillaFeatures(m)
	lines := strings.Split(strings.TrimSpace(parserSteps), "\n")
	s := newParserState(len(f))
	scores := m.parser.scorer.start(m.tok2vec.vectors(f), len(f))
	near(t, "row of token 0 in slot 0", scores.row(0, 0), 0.12424, -0.10507, 1.28489, -2.87343)
	near(t, "row of token 0 in slot 7", scores.row(7, 0), -0.21903, -0.11299, 0.88099, 1.82698)
	step := 0
	for ; !s.done(); step++ {
		slots := s.slots()
		class := m.parser.choose(s, scores)
		checkStep(t, lines, step, slots[:], class, scores.out[class])
		s.apply(m.parser.moves[class])
	}
	if step != len(lines) {
		t.Errorf("%d steps, want %d", step, len(lines))
	}
}

func TestNERSteps(t *testing.T) {
	m := loadModel(t)
	f := kurillaFeatures(m)
	lines := strings.Split(strings.TrimSpace(nerSteps), "\n")
	scores := m.recognizer.scorer.start(m.nerTok2vec.vectors(f), len(f))
	near(t, "row of token 0 in slot 0", scores.row(0, 0), 1.98595, -2.40766, -2.33260, 0.02466)
	open := openName{start: -1}
	for i := range f {
		slots := open.slots(i)
		// The second sentence starts at token 16.
		more := i < len(f)-1 && i+1 != 16
		class := m.recognizer.choose(scores.rate(slots[:]), open, more, false)
		checkStep(t, lines, i, slots[:], class, scores.out[class])
		switch move := m.recognizer.moves[class]; move.action {
		case beginName:
			open = openName{i, move.label}
		case lastOfName:
			open = openName{start: -1}
		}
	}
}

// Moves are numbered as the network numbers its outputs.
func TestMoves(t *testing.T) {
	m := loadModel(t)
	for _, c := range []struct {
		moves []move
		class int
		want  move
	}{
		{m.parser.moves, 0, move{shiftNext, ""}},
		{m.parser.moves, 1, move{reduceTop, ""}},
		{m.parser.moves, 4, move{leftArc, "compound"}},
		{m.parser.moves, 49, move{rightArc, "punct"}},
		{m.parser.moves, 105, move{endSentence, "ROOT"}},
		{m.recognizer.moves, 0, move{beginName, "ORG"}},
		{m.recognizer.moves, 57, move{unitName, "GPE"}},
		{m.recognizer.moves, 72, move{unitName, ""}},
		{m.recognizer.moves, 73, move{outside, ""}},
	} {
		if got := c.moves[c.class]; got != c.want {
			t.Errorf("class %d is %v, want %v", c.class, got, c.want)
		}
	}
}
