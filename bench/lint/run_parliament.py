"""The same policies with parliament, which is installed separately: pip install parliament."""
import json
import sys
import time

start = time.perf_counter()
from parliament import analyze_policy_string  # noqa: E402

with open(sys.argv[1], encoding="utf-8") as file:
    policies = json.load(file)
for policy in policies:
    analyze_policy_string(json.dumps(policy))
print(json.dumps({"total": (time.perf_counter() - start) * 1000, "count": len(policies)}))
