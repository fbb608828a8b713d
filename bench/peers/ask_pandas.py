"""The questions of `chipcast ask` put to the same draws in pandas.

    python3 ask_pandas.py DRAWS.csv

Prints a JSON object: the answer by the text of the question. The draws are those of the heat-pump model, a row
a trial, a column for each name that a question uses. test/query/pandas.test.ts writes them, and keeps the
answers in test/fixtures/ask-pandas.json. Written with pandas 1.5.3 and Python 3.11.2.
"""

import json
import sys

import pandas as pd

draws = pd.read_csv(sys.argv[1], float_precision="round_trip")
installed, waiting = draws["pumps.installed[2029]"], draws["pumps.waiting[2027Q4]"]
service, rate = draws["pumps.inService[2029]"], draws["homes.replacementRate"]

answers = {
    "P(pumps.installed[2029] > 150)": (installed > 150).mean(),
    "P(pumps.installed[2029] > 150 and pumps.waiting[2027Q4] > 20)": ((installed > 150) & (waiting > 20)).mean(),
    "E(pumps.inService[2029] + pumps.installed[2029])": (service + installed).mean(),
    "Q(0.9, pumps.inService[2029])": service.quantile(0.9),
    "Q(0.05, pumps.installed[2029] / pumps.inService[2029])": (installed / service).quantile(0.05),
    "P(pumps.waiting[2027Q4] > 20 | pumps.installed[2029] > 150)": (waiting[installed > 150] > 20).mean(),
    "E(pumps.inService[2029] | pumps.waiting[2027Q4] > 20)": service[waiting > 20].mean(),
    "Corr(homes.replacementRate, pumps.inService[2029])": rate.corr(service, method="spearman"),
    "Corr(homes.replacementRate, pumps.inService[2029] | pumps.installed[2029] > 150)": rate[installed > 150].corr(
        service[installed > 150], method="spearman"
    ),
}
print(json.dumps({question: float(answer) for question, answer in answers.items()}, indent=1))
