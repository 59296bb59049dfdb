// Package answers is what the Go readers of this folder share: documents come as lines of JSON on standard
// input, and each is answered by one line on standard output. It keeps no state between documents.
package answers

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// Document is an exposition in the format "text", "openmetrics" or "protobuf".
type Document struct {
	ID             int    `json:"id"`
	Format         string `json:"format"`
	Body           []byte `json:"body"`
	HasQuotedNames bool   `json:"hasQuotedNames"`
}

// Sample is what a reader kept of a line: all its labels, the name among them, in the order of their names.
type Sample struct {
	Labels    [][2]string `json:"labels"`
	Value     string      `json:"value"`
	Timestamp *int64      `json:"timestamp,omitempty"`
}

type answer struct {
	ID      int      `json:"id"`
	OK      bool     `json:"ok"`
	Error   string   `json:"error,omitempty"`
	Samples []Sample `json:"samples,omitempty"`
}

const lineBytesMax = 256 << 20

// Serve answers every document with what read says of it, and ends the program with the input. A reader that does
// not care for samples gives none.
func Serve(read func(Document) ([]Sample, error)) {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, lineBytesMax)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var document Document
		stopOn(json.Unmarshal(lines.Bytes(), &document))
		samples, err := read(document)
		reply := answer{ID: document.ID, OK: err == nil, Samples: samples}
		if err != nil {
			reply = answer{ID: document.ID, Error: err.Error()}
		}
		stopOn(out.Encode(reply))
	}
	stopOn(lines.Err())
}

func stopOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
