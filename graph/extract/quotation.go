package extract

// quotation is a stretch of tokens between quotation marks.
type quotation struct {
	start, end int // tokens between the marks
	speaker    *entity
	verb       int // the verb of speech, -1 where none was found
}

var openingMarks = map[string]string{"“": "”", "\"": "\"", "``": "''", "„": "“", "«": "»"}

// findQuotations pairs quotation marks. A paragraph that opens a quotation and
// does not close it goes on with it in the next paragraph that opens one.
func (r *reading) findQuotations() {
	open, closing := -1, ""
	for i, t := range r.tokens {
		newParagraph := i > 0 && r.sentences[t.sentence].paragraph != r.sentences[r.tokens[i-1].sentence].paragraph
		if open >= 0 && newParagraph {
			r.addQuotation(open, i)
			open = -1
		}
		switch {
		case open < 0 && openingMarks[t.Text] != "":
			open, closing = i+1, openingMarks[t.Text]
		case open >= 0 && (t.Text == closing || t.Text == "”"):
			r.addQuotation(open, i)
			open = -1
		}
	}
	if open >= 0 {
		r.addQuotation(open, len(r.tokens))
	}
}

func (r *reading) addQuotation(start, end int) {
	if end <= start {
		return
	}
	for i := start; i < end; i++ {
		r.tokens[i].quote = len(r.quotes)
	}
	r.quotes = append(r.quotes, quotation{start: start, end: end, verb: -1})
}
