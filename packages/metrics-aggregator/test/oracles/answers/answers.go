// Package answers is what the Go readers of this folder share: documents come as lines of JSON on standard
// input, and each is answered by one line on standard output. It keeps no state between documents.
package answers

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// Document is an exposition in the format "text" or "openmetrics".
type Document struct {
	ID     int    `json:"id"`
	Format string `json:"format"`
	Body   []byte `json:"body"`
}

type answer struct {
	ID    int    `json:"id"`
	OK    bool   `json:"ok"`
	Error string `json:"error,omitempty"`
}

const lineBytesMax = 256 << 20

// Serve answers every document with what read says of it, and ends the program with the input.
func Serve(read func(Document) error) {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, lineBytesMax)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var document Document
		stopOn(json.Unmarshal(lines.Bytes(), &document))
		reply := answer{ID: document.ID, OK: true}
		if err := read(document); err != nil {
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
