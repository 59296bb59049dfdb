// Command expfmt answers, for each document on standard input, whether the text reader of
// prometheus/common accepts it. One JSON object a line in, one out; it keeps no state between documents.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

type request struct {
	ID   int    `json:"id"`
	Body []byte `json:"body"`
}

type reply struct {
	ID      int    `json:"id"`
	OK      bool   `json:"ok"`
	Error   string `json:"error,omitempty"`
	Samples int    `json:"samples"`
}

// Names are held to the classic set: the pages under test promise to need no quotes.
func read(body []byte) (samples int, err error) {
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(body))
	for _, family := range families {
		samples += len(family.GetMetric())
	}
	return samples, err
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 256<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var document request
		if err := json.Unmarshal(lines.Bytes(), &document); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		samples, err := read(document.Body)
		answer := reply{ID: document.ID, OK: err == nil, Samples: samples}
		if err != nil {
			answer.Error = err.Error()
		}
		if err := out.Encode(answer); err != nil {
			os.Exit(2)
		}
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
