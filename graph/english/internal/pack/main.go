// Command pack turns the exported model (ENSM0001, half precision) into the
// three files that package english embeds:
//
//	weights.zst  tensors; the two bytes of every half apart, see writeWeights
//	tables.zst   JSON: symbols, tags, moves, tokeniser, norms, ruler, lemma rules
//	words.zst    sorted word lists of the lemmatiser, see writeWords
//
// It is run once per model, not at build time:
//
//	go run ./graph/english/internal/pack -model model_f16.bin -out graph/english/model
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Element types of the exported file.
const (
	single = 1 // 4 bytes
	half   = 2 // 2 bytes
)

// tensor is one row of the table in the exported file.
type tensor struct {
	Name string `json:"name"`
	Dims []int  `json:"dims"`
	Half bool   `json:"half,omitempty"`
	raw  []byte
}

// lexicon is the lemmatiser's part of the exported JSON.
type lexicon struct {
	Rules map[string][][2]string         `json:"rules"`
	Exc   map[string]map[string][]string `json:"exc"`
	Index map[string][]string            `json:"index"`
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("pack: ")
	model := flag.String("model", "model_f16.bin", "exported model")
	out := flag.String("out", "model", "folder to write to")
	flag.Parse()
	if err := run(*model, *out); err != nil {
		log.Fatal(err)
	}
}

func run(model, out string) error {
	blob, err := os.ReadFile(model)
	if err != nil {
		return err
	}
	tensors, meta, err := split(blob)
	if err != nil {
		return fmt.Errorf("read %s: %w", model, err)
	}
	weights, err := writeWeights(tensors)
	if err != nil {
		return err
	}
	tables, words, err := writeTables(meta)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"weights": weights, "tables": tables, "words": words} {
		if err := save(filepath.Join(out, name+".zst"), data); err != nil {
			return err
		}
	}
	return nil
}

// split reads the exported file: header, tensor table, JSON, body.
func split(b []byte) ([]tensor, []byte, error) {
	if len(b) < 24 || string(b[:8]) != "ENSM0001" {
		return nil, nil, fmt.Errorf("not an ENSM0001 file")
	}
	u32 := func(p int) int { return int(binary.LittleEndian.Uint32(b[p:])) }
	count, table, meta := u32(8), u32(12), u32(16)
	body := b[24+table+meta:]
	tensors := make([]tensor, count)
	p := 24
	for i := range tensors {
		t := &tensors[i]
		n := int(b[p])
		t.Name = string(b[p+1 : p+1+n])
		p += 1 + n
		kind, dims := b[p], int(b[p+1])
		p += 2
		for range dims {
			t.Dims = append(t.Dims, u32(p))
			p += 4
		}
		if kind != single && kind != half {
			return nil, nil, fmt.Errorf("%s: element type %d", t.Name, kind)
		}
		t.Half = kind == half
		t.raw = body[u32(p) : u32(p)+u32(p+4)]
		p += 8
	}
	return tensors, b[24+table : 24+table+meta], nil
}

// writeWeights lays out the tensors as
//
//	u32 length of the JSON table, the table,
//	all single-precision tensors, little endian,
//	the high bytes of all half-precision tensors, then their low bytes.
//
// Sign and exponent (high bytes) repeat and compress to two thirds; the low
// bytes are noise. Kept apart, the compressor can store the noise as it is.
func writeWeights(tensors []tensor) ([]byte, error) {
	table, err := json.Marshal(tensors)
	if err != nil {
		return nil, err
	}
	var singles, high, low []byte
	for _, t := range tensors {
		if !t.Half {
			singles = append(singles, t.raw...)
			continue
		}
		for i := 0; i < len(t.raw); i += 2 {
			low = append(low, t.raw[i])
			high = append(high, t.raw[i+1])
		}
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(table)))
	return slices.Concat(out, table, singles, high, low), nil
}

// writeTables takes the long word lists out of the JSON, which would be slow
// to read at start-up, and returns the rest and the lists.
func writeTables(meta []byte) (tables, words []byte, err error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(meta, &all); err != nil {
		return nil, nil, err
	}
	var lex lexicon
	if err := json.Unmarshal(all["lemma"], &lex); err != nil {
		return nil, nil, err
	}
	if words, err = writeWords(lex); err != nil {
		return nil, nil, err
	}
	if all["lemma"], err = json.Marshal(map[string]any{"rules": lex.Rules}); err != nil {
		return nil, nil, err
	}
	tables, err = json.Marshal(all)
	return tables, words, err
}

// writeWords writes one block of lines per list, blocks parted by an empty
// line. The first line names the list ("index noun"), the others are sorted:
// a word, for exceptions followed by a tab and the lemmas parted by tabs.
func writeWords(lex lexicon) ([]byte, error) {
	var blocks []string
	for pos, words := range lex.Index {
		blocks = append(blocks, block("index "+pos, words))
	}
	for pos, forms := range lex.Exc {
		var lines []string
		for form, lemmas := range forms {
			lines = append(lines, form+"\t"+strings.Join(lemmas, "\t"))
		}
		blocks = append(blocks, block("exceptions "+pos, lines))
	}
	slices.Sort(blocks)
	for _, b := range blocks {
		if strings.Contains(b, "\n\n") {
			return nil, fmt.Errorf("word list with an empty line")
		}
	}
	return []byte(strings.Join(blocks, "\n\n") + "\n"), nil
}

func block(title string, lines []string) string {
	// A tab sorts below every character of a word, so that sorted lines
	// are also sorted by their first field.
	slices.Sort(lines)
	return title + "\n" + strings.Join(slices.Compact(lines), "\n")
}

func save(path string, data []byte) error {
	var buf bytes.Buffer
	w, err := zstd.NewWriter(&buf, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, %d unpacked\n", path, buf.Len(), len(data))
	return os.WriteFile(path, buf.Bytes(), 0o644)
}
