"""Answers, for each document on standard input, whether prometheus_client's readers accept it.

One JSON object a line in, one out. The OpenMetrics reader is the strict one of the reference
implementation; the text reader is lax, so its yes means little and its no means much.
"""

import base64
import json
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

READERS = {"openmetrics": read_openmetrics, "text": read_text}


def answer(document):
    try:
        text = base64.b64decode(document["body"]).decode("utf-8")
        list(READERS[document["format"]](text))  # Reading is lazy: a fault shows when its family is asked for.
    except Exception as error:  # The readers raise many types, some of them by accident; each is a no.
        return {"id": document["id"], "ok": False, "error": f"{type(error).__name__}: {error}"}
    return {"id": document["id"], "ok": True}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
