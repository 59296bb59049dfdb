// Command split merges expositions the way a short script would: line by line as strings, a label put behind the name,
// families grouped in a map. It validates nothing and trusts that a family's lines stand together.
//
// usage: split MILLISECONDS OUT NAME=FILE...
// It merges once unmeasured, then at least once and for so long, with one JSON line per run. The last page goes to OUT
// unless that is "-".
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

type target struct {
	name string
	body []byte
}

// family is what all targets say of one name.
type family struct {
	metadata []string
	lines    []string
}

func merge(targets []target) ([]byte, int) {
	families := map[string]*family{}
	var order []string
	samples := 0
	find := func(name string) *family {
		found := families[name]
		if found == nil {
			found = &family{}
			families[name] = found
			order = append(order, name)
		}
		return found
	}
	for _, t := range targets {
		label := `{origin_container="` + t.name + `"`
		current := ""
		var described map[string]bool
		scanner := bufio.NewScanner(bytes.NewReader(t.body))
		for scanner.Scan() {
			line := scanner.Text()
			if strings.HasPrefix(line, "# ") {
				words := strings.SplitN(line, " ", 4)
				if len(words) < 4 || (words[1] != "HELP" && words[1] != "TYPE") {
					continue
				}
				current = words[2]
				found := find(current)
				if described == nil {
					described = map[string]bool{}
				}
				// The first target that describes a family is believed.
				if len(found.lines) == 0 && !described[line] {
					found.metadata = append(found.metadata, line)
					described[line] = true
				}
				continue
			}
			name, rest, hasLabels := strings.Cut(line, "{")
			if hasLabels {
				line = name + label + "," + rest
			} else {
				var value string
				name, value, hasLabels = strings.Cut(line, " ")
				if !hasLabels {
					continue
				}
				line = name + label + "} " + value
			}
			if current == "" || !strings.HasPrefix(name, current) {
				current = name
			}
			found := find(current)
			found.lines = append(found.lines, line)
			samples++
		}
	}
	var page bytes.Buffer
	for _, name := range order {
		for _, line := range families[name].metadata {
			page.WriteString(line)
			page.WriteByte('\n')
		}
		for _, line := range families[name].lines {
			page.WriteString(line)
			page.WriteByte('\n')
		}
	}
	return page.Bytes(), samples
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

func run(milliseconds int, out string, targets []target) error {
	page, samples := merge(targets)
	until := time.Now().Add(time.Duration(milliseconds) * time.Millisecond)
	// Written at the end: a reader who wakes after every run would take the processor from the next one.
	var lines bytes.Buffer
	for isFirst := true; isFirst || time.Now().Before(until); isFirst = false {
		before := time.Now()
		page, samples = merge(targets)
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
		fmt.Fprintln(os.Stderr, "usage: split MILLISECONDS OUT NAME=FILE...")
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
		fmt.Fprintln(os.Stderr, "split:", err)
		os.Exit(2)
	}
}
