// Command expfmt merges expositions as mergers written in Go do: the parser of prometheus/common makes a tree of every
// body, each metric is given the label, families of one name are joined, and the library's encoder writes the page.
//
// usage: expfmt MILLISECONDS OUT NAME=FILE...
// It merges once unmeasured, then at least once and for so long, with one JSON line per run. The last page goes to OUT
// unless that is "-".
package main

import (
	"bytes"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

type target struct {
	name string
	body []byte
}

var labelName = "origin_container"

func merge(targets []target) ([]byte, error) {
	families := map[string]*dto.MetricFamily{}
	for _, t := range targets {
		parser := expfmt.NewTextParser(model.LegacyValidation)
		parsed, err := parser.TextToMetricFamilies(bytes.NewReader(t.body))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		label := &dto.LabelPair{Name: &labelName, Value: &t.name}
		for name, family := range parsed {
			for _, metric := range family.Metric {
				metric.Label = append([]*dto.LabelPair{label}, metric.Label...)
			}
			joined := families[name]
			if joined == nil {
				families[name] = family
				continue
			}
			if joined.GetType() != family.GetType() {
				return nil, fmt.Errorf("%s: the type of %s differs", t.name, name)
			}
			joined.Metric = append(joined.Metric, family.Metric...)
		}
	}
	return encode(families)
}

func encode(families map[string]*dto.MetricFamily) ([]byte, error) {
	names := make([]string, 0, len(families))
	for name := range families {
		names = append(names, name)
	}
	sort.Strings(names)
	var page bytes.Buffer
	encoder := expfmt.NewEncoder(&page, expfmt.NewFormat(expfmt.TypeTextPlain))
	for _, name := range names {
		if err := encoder.Encode(families[name]); err != nil {
			return nil, err
		}
	}
	return page.Bytes(), nil
}

func readTargets(arguments []string) ([]target, error) {
	var targets []target
	for _, argument := range arguments {
		name, path, _ := strings.Cut(argument, "=")
		body, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		targets = append(targets, target{name, body})
	}
	return targets, nil
}

// countSamples is not part of what is measured.
func countSamples(page []byte) int {
	samples := 0
	for _, line := range bytes.Split(page, []byte("\n")) {
		if len(line) > 0 && line[0] != '#' {
			samples++
		}
	}
	return samples
}

func run(milliseconds int, out string, targets []target) error {
	page, err := merge(targets)
	if err != nil {
		return err
	}
	samples := countSamples(page)
	until := time.Now().Add(time.Duration(milliseconds) * time.Millisecond)
	// Written at the end: a reader who wakes after every run would take the processor from the next one.
	var lines bytes.Buffer
	for isFirst := true; isFirst || time.Now().Before(until); isFirst = false {
		before := time.Now()
		if page, err = merge(targets); err != nil {
			return err
		}
		fmt.Fprintf(&lines, "{\"ns\":%d,\"samples\":%d}\n", time.Since(before).Nanoseconds(), samples)
	}
	fmt.Print(lines.String())
	if out == "-" {
		return nil
	}
	return os.WriteFile(out, page, 0o600)
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: expfmt MILLISECONDS OUT NAME=FILE...")
		os.Exit(64)
	}
	milliseconds, err := strconv.Atoi(os.Args[1])
	var targets []target
	if err == nil {
		targets, err = readTargets(os.Args[3:])
	}
	if err == nil {
		err = run(milliseconds, os.Args[2], targets)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "expfmt:", err)
		os.Exit(2)
	}
}
