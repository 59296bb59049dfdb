"""Makes registries of prometheus_client out of seeds, in both formats that it writes, twice: as they are, and after some
of their values have changed.

One JSON object a line in, one out.
"""

import base64
import json
import math
import random
import sys

from prometheus_client import CollectorRegistry, Counter, Enum, Gauge, Histogram, Info, Summary
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeHistogramMetricFamily,
    GaugeMetricFamily,
    StateSetMetricFamily,
    UnknownMetricFamily,
)
from prometheus_client.exposition import generate_latest as write_text
from prometheus_client.openmetrics.exposition import generate_latest as write_openmetrics

# Ordinary and odd, from pools so small that registries meet.
NAMES = ["jobs", "queue_seconds", "size_bytes", "a:b", "_x", "build", "shop.orders", "größe", "wait.seconds", "latency_seconds"]
HELPS = ["", "Help.", 'Two\nlines, a \\ and a "quote".', "größer # than"]
LABEL_NAMES = ["path", "zone", "service.name", "le_", "größe", "_y"]
LABEL_VALUES = ["", "a", "/srv/{id}", 'say "hi"\\\n', "größe 😀", "1.0", '# {x="y"} 1', " ", "\0"]
NUMBERS = [0, 1, 1.5, -2, 1e-7, 123456789, 1e21, sys.float_info.max, 5e-324]
ODD = [math.nan, math.inf, -math.inf, -0.0]
OBSERVED_AT = 1_700_000_001.234


class Fixed:
    """A collector of families that were made elsewhere."""

    def __init__(self, make):
        self.collect = make


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.registry = CollectorRegistry()
        self.changes = []
        for name in self.random.sample(NAMES, self.random.randint(1, 5)):
            make = self.random.choice([self.counter, self.gauge, self.histogram, self.summary, self.info, self.states, self.fixed])
            labels = self.random.sample(LABEL_NAMES, self.random.randint(0, 2))
            # The label that is called like the family is that of its states.
            make(name, self.random.choice(HELPS), [label for label in labels if label != name])

    def number(self):
        return self.random.choice(ODD) if self.random.randrange(8) == 0 else self.random.choice(NUMBERS)

    def rising(self):
        return abs(self.random.choice(NUMBERS[:7]))

    def exemplar(self):
        # Exemplars' labels are quoted by nobody yet, and an empty set of them counts as none.
        return {"trace_id": self.random.choice(LABEL_VALUES[1:6])} if self.random.randrange(2) else None

    def sets(self, labels):
        if not labels:
            return [()]
        first = self.random.sample(LABEL_VALUES, self.random.randint(1, 3))
        return [(value, *(self.random.choice(LABEL_VALUES) for _ in labels[1:])) for value in first]

    def repeat(self, family, labels, do):
        children = [family.labels(*values) if labels else family for values in self.sets(labels)]

        def change():
            for child in children:
                do(child)

        change()
        self.changes.append(change)

    def counter(self, name, text, labels):
        family = Counter(name, text, labels, registry=self.registry)
        self.repeat(family, labels, lambda child: child.inc(self.rising(), self.exemplar()))

    def gauge(self, name, text, labels):
        unit = "seconds" if name.endswith("_seconds") else ""
        family = Gauge(name, text, labels, unit=unit, registry=self.registry)
        self.repeat(family, labels, lambda child: child.set(self.number()))

    def histogram(self, name, text, labels):
        buckets = self.random.choice([[1, 2.5], [0.005, 0.01, 1e6], [-1, 0, 1]])
        family = Histogram(name, text, labels, buckets=buckets, registry=self.registry)
        self.repeat(family, labels, lambda child: child.observe(self.random.choice(NUMBERS[:7]), self.exemplar()))

    def summary(self, name, text, labels):
        family = Summary(name, text, labels, registry=self.registry)
        self.repeat(family, labels, lambda child: child.observe(self.rising()))

    def info(self, name, text, labels):
        Info(name, text, registry=self.registry).info({label: self.random.choice(LABEL_VALUES) for label in labels})

    def states(self, name, text, labels):
        family = Enum(name, text, labels, states=["on", "off"], registry=self.registry)
        self.repeat(family, labels, lambda child: child.state(self.random.choice(["on", "off"])))

    def fixed(self, name, text, labels):
        """What programs hand over that measure nothing themselves: own times, and types that no instrument has."""
        kind = self.random.randrange(5)
        sets = self.sets(labels)
        state = {"value": self.rising()}
        self.changes.append(lambda: state.update(value=state["value"] + self.rising()))

        def collect():
            value = state["value"]
            if kind == 0:
                family = UnknownMetricFamily(name, text, labels=labels)
                for one in sets:
                    family.add_metric(one, value, OBSERVED_AT)
            elif kind == 1:
                family = GaugeMetricFamily(name, text, labels=labels)
                for one in sets:
                    family.add_metric(one, value, OBSERVED_AT)
            elif kind == 2:
                family = GaugeHistogramMetricFamily(name, text, labels=labels)
                for one in sets:
                    family.add_metric(one, [("1.0", 1), ("+Inf", 3)], 2.5 + value)
            elif kind == 3:
                family = StateSetMetricFamily(name, text, labels=labels)
                for one in sets:
                    family.add_metric(one, {"on": True, "größe": False})
            else:
                family = CounterMetricFamily(name, text, labels=labels)
                for one in sets:
                    family.add_metric(one, value, created=1_700_000_000.5)
            yield family

        self.registry.register(Fixed(collect))

    def pages(self, escaping):
        return [write_text(self.registry, escaping), write_openmetrics(self.registry, escaping)]


def answer(question):
    maker = Maker(question["seed"])
    escaping = maker.random.choice(["allow-utf-8", "allow-utf-8", "underscores", "values"])
    first = maker.pages(escaping)
    for change in maker.changes:
        change()
    second = maker.pages(escaping)
    text = [base64.b64encode(body).decode() for body in first + second]
    return {
        "id": question["id"],
        "pages": [
            {"format": "text", "first": text[0], "second": text[2]},
            {"format": "openmetrics", "first": text[1], "second": text[3]},
        ],
    }


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
