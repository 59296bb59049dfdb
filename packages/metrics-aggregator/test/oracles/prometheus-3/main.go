// Command prometheus-3 scrapes one address with the scrape loop and the storage of a Prometheus server of today, which
// no distribution ships yet, and prints what the server keeps after the first scrape: one JSON object in, one out.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"os"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/discovery/targetgroup"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/scrape"
	"github.com/prometheus/prometheus/tsdb"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
)

const (
	job = "pod"
	// The first scrape comes within one interval.
	configText = `
global: {scrape_interval: 2s, scrape_timeout: 2s}
scrape_configs:
- job_name: pod
  scrape_native_histograms: %t
  metric_name_escaping_scheme: %s
  metrics_path: %s
`
	deadline     = time.Minute
	exemplarsMax = 1000
)

type question struct {
	URL      string `json:"url"`
	Escaping string `json:"escaping"`
	// Asks for protobuf, as a server does that keeps native histograms.
	NativeHistograms bool `json:"nativeHistograms"`
}

type family struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Help string `json:"help"`
}

type series struct {
	Labels map[string]string `json:"labels"`
	Value  string            `json:"value,omitempty"`
	// Native, as the server writes it: buckets by their bounds.
	Histogram string `json:"histogram,omitempty"`
}

type exemplar struct {
	Series map[string]string `json:"series"`
	Labels map[string]string `json:"labels"`
	Value  string            `json:"value"`
}

type answer struct {
	Families  []family   `json:"families"`
	Series    []series   `json:"series"`
	Exemplars []exemplar `json:"exemplars"`
}

func scrapeOnce(asked question, folder string) (*answer, error) {
	address, err := url.Parse(asked.URL)
	if err != nil {
		return nil, err
	}
	settings, err := config.Load(fmt.Sprintf(configText, asked.NativeHistograms, asked.Escaping, address.Path), promslog.NewNopLogger())
	if err != nil {
		return nil, err
	}
	storage := tsdb.DefaultOptions()
	storage.EnableExemplarStorage, storage.MaxExemplars = true, exemplarsMax
	db, err := tsdb.Open(folder, nil, nil, storage, nil)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	options := &scrape.Options{DiscoveryReloadInterval: model.Duration(10 * time.Millisecond)}
	manager, err := scrape.NewManager(options, nil, nil, nil, db, prometheus.NewRegistry())
	if err != nil {
		return nil, err
	}
	if err := manager.ApplyConfig(settings); err != nil {
		return nil, err
	}
	groups := make(chan map[string][]*targetgroup.Group, 1)
	groups <- map[string][]*targetgroup.Group{
		job: {{Source: job, Targets: []model.LabelSet{{model.AddressLabel: model.LabelValue(address.Host)}}}},
	}
	go func() { _ = manager.Run(groups) }()
	target, err := waitForScrape(manager)
	manager.Stop()
	if err != nil {
		return nil, err
	}
	kept, err := readSeries(db)
	if err != nil {
		return nil, err
	}
	exemplars, err := readExemplars(db)
	return &answer{Families: familiesOf(target), Series: kept, Exemplars: exemplars}, err
}

func waitForScrape(manager *scrape.Manager) (*scrape.Target, error) {
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		for _, target := range manager.TargetsActive()[job] {
			if !target.LastScrape().IsZero() {
				return target, target.LastError()
			}
		}
	}
	return nil, errors.New("no scrape before the deadline")
}

func familiesOf(target *scrape.Target) (families []family) {
	for _, metadata := range target.ListMetadata() {
		families = append(families, family{metadata.MetricFamily, string(metadata.Type), metadata.Help})
	}
	return families
}

var ofJob = labels.MustNewMatcher(labels.MatchEqual, "job", job)

func readSeries(db *tsdb.DB) (kept []series, err error) {
	querier, err := db.Querier(math.MinInt64, math.MaxInt64)
	if err != nil {
		return nil, err
	}
	defer querier.Close()
	found := querier.Select(context.Background(), true, nil, ofJob)
	for found.Next() {
		one := found.At()
		values := one.Iterator(nil)
		switch values.Next() {
		case chunkenc.ValFloat:
			_, value := values.At()
			kept = append(kept, series{Labels: one.Labels().Map(), Value: floatText(value)})
		case chunkenc.ValHistogram, chunkenc.ValFloatHistogram:
			_, histogram := values.AtFloatHistogram(nil)
			kept = append(kept, series{Labels: one.Labels().Map(), Histogram: histogram.String()})
		default:
			return nil, fmt.Errorf("%s has no value", one.Labels())
		}
	}
	return kept, found.Err()
}

func readExemplars(db *tsdb.DB) (kept []exemplar, err error) {
	querier, err := db.ExemplarQuerier(context.Background())
	if err != nil {
		return nil, err
	}
	found, err := querier.Select(math.MinInt64, math.MaxInt64, []*labels.Matcher{ofJob})
	kept = []exemplar{}
	for _, one := range found {
		for _, each := range one.Exemplars {
			kept = append(kept, exemplar{one.SeriesLabels.Map(), each.Labels.Map(), floatText(each.Value)})
		}
	}
	return kept, err
}

func floatText(value float64) string { return strconv.FormatFloat(value, 'g', -1, 64) }

func run() error {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "prometheus-3-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	reply, err := scrapeOnce(asked, folder)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(reply)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
