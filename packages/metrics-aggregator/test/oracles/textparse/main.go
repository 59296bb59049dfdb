// Command textparse answers, for each document on standard input, what a Prometheus server makes of it:
// its own reader, followed by the checks that its scrape loop and its storage do before they keep a
// sample. One JSON object a line in, one out; it keeps no state between documents.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
)

type request struct {
	ID     int    `json:"id"`
	Format string `json:"format"`
	Body   []byte `json:"body"`
}

type reply struct {
	ID      int    `json:"id"`
	OK      bool   `json:"ok"`
	Error   string `json:"error,omitempty"`
	Samples int    `json:"samples"`
}

var mediaTypes = map[string]string{
	"text":        "text/plain",
	"openmetrics": "application/openmetrics-text",
}

// keep holds one sample's labels against the checks that follow the reader. They are restated here because
// the scrape loop does not export them.
func keep(set labels.Labels) error {
	if !set.Has(model.MetricNameLabel) {
		return errors.New("metric name label missing")
	}
	if !set.IsValid(model.UTF8Validation) {
		return fmt.Errorf("invalid metric name or label names: %s", set)
	}
	if name, twice := set.HasDuplicateLabelNames(); twice {
		return fmt.Errorf("label name %q is not unique", name)
	}
	return nil
}

func read(document request) (samples int, err error) {
	parser, err := textparse.New(document.Body, mediaTypes[document.Format], labels.NewSymbolTable(), textparse.ParserOptions{})
	if err != nil {
		return 0, err
	}
	for {
		entry, err := parser.Next()
		if errors.Is(err, io.EOF) {
			return samples, nil
		}
		if err != nil {
			return samples, err
		}
		if entry != textparse.EntrySeries {
			continue
		}
		var set labels.Labels
		parser.Labels(&set)
		if err := keep(set); err != nil {
			return samples, err
		}
		samples++
	}
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
		samples, err := read(document)
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
