"""One line of JSON for each mart: wall-clock and processor seconds."""

import json
import time


def timed(mart, make):
    wall, cpu = time.perf_counter(), time.process_time()
    make()
    print(json.dumps({"mart": mart, "seconds": round(time.perf_counter() - wall, 3), "cpu": round(time.process_time() - cpu, 3)}), flush=True)
