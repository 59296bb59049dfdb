"""A container whose metrics have names of any characters, in whatever format and escaping a scraper asks for.

Serves on the port that it is given as its argument.
"""

import sys
import threading

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

registry = CollectorRegistry()
Counter("shop.orders", "Orders by outcome.", ["outcome"], registry=registry).labels("paid").inc(3)
Gauge("shop.größe", "Size.", ["service.name", "plain"], registry=registry).labels("till", "p").set(1.5)
Histogram("shop.checkout.seconds", "Time of a checkout.", buckets=[1, 2.5], registry=registry).observe(2)

start_http_server(int(sys.argv[1]), addr="127.0.0.1", registry=registry)
threading.Event().wait()
