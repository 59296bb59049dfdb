// Command expfmt merges expositions as mergers written in Go do: the parser of prometheus/common makes a tree of every
// body, each metric is given the label, families of one name are joined, and the library's encoder writes the page.
//
// usage: expfmt [-from=FORMAT] [-to=FORMAT] MILLISECONDS OUT NAME=FILE...
// Formats are text (what is meant where none is said), openmetrics (as a page) and protobuf.
// It merges once unmeasured, then at least once and for so long, with one JSON line per run. The last page goes to OUT
// unless that is "-".
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math"
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
		parsed, err := parse(t.body)
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

func parse(body []byte) (map[string]*dto.MetricFamily, error) {
	return parseAs(*from, body)
}

func parseAs(format string, body []byte) (map[string]*dto.MetricFamily, error) {
	if format == "text" {
		parser := expfmt.NewTextParser(model.LegacyValidation)
		return parser.TextToMetricFamilies(bytes.NewReader(body))
	}
	families := map[string]*dto.MetricFamily{}
	decoder := expfmt.NewDecoder(bytes.NewReader(body), expfmt.NewFormat(expfmt.TypeProtoDelim))
	for {
		family := &dto.MetricFamily{}
		if err := decoder.Decode(family); err == io.EOF {
			return families, nil
		} else if err != nil {
			return nil, err
		}
		families[family.GetName()] = family
	}
}

var pageTypes = map[string]expfmt.FormatType{
	"text": expfmt.TypeTextPlain, "openmetrics": expfmt.TypeOpenMetrics, "protobuf": expfmt.TypeProtoDelim,
}

func encode(families map[string]*dto.MetricFamily) ([]byte, error) {
	names := make([]string, 0, len(families))
	for name := range families {
		names = append(names, name)
	}
	sort.Strings(names)
	var page bytes.Buffer
	encoder := expfmt.NewEncoder(&page, expfmt.NewFormat(pageTypes[*to]))
	for _, name := range names {
		if err := encoder.Encode(families[name]); err != nil {
			return nil, err
		}
	}
	if closer, ok := encoder.(expfmt.Closer); ok {
		if err := closer.Close(); err != nil {
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
	if *to == "protobuf" {
		families, _ := parseAs("protobuf", page)
		for _, family := range families {
			for _, metric := range family.Metric {
				samples += samplesOf(metric)
			}
		}
		return samples
	}
	for _, line := range bytes.Split(page, []byte("\n")) {
		if len(line) > 0 && line[0] != '#' {
			samples++
		}
	}
	return samples
}

// samplesOf is how many lines text would have for the metric.
func samplesOf(metric *dto.Metric) int {
	if summary := metric.GetSummary(); summary != nil {
		return len(summary.Quantile) + 2
	}
	histogram := metric.GetHistogram()
	if histogram == nil {
		return 1
	}
	samples := len(histogram.Bucket) + 3
	for _, bucket := range histogram.Bucket {
		if math.IsInf(bucket.GetUpperBound(), 1) {
			samples--
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

var (
	from = flag.String("from", "text", "the format of the bodies")
	to   = flag.String("to", "text", "the format of the page")
)

func main() {
	flag.Parse()
	arguments := flag.Args()
	if len(arguments) < 3 || pageTypes[*to] == expfmt.TypeUnknown {
		fmt.Fprintln(os.Stderr, "usage: expfmt [-from=FORMAT] [-to=FORMAT] MILLISECONDS OUT NAME=FILE...")
		os.Exit(64)
	}
	milliseconds, err := strconv.Atoi(arguments[0])
	var targets []target
	if err == nil {
		targets, err = readTargets(arguments[2:])
	}
	if err == nil {
		err = run(milliseconds, arguments[1], targets)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "expfmt:", err)
		os.Exit(2)
	}
}
