"""The four examples again in NumPy, with code and draws of their own: means, quantiles and their errors.

Writes test/fixtures/examples.json, against which test/examples/peers.test.ts holds the models.
numpy 2.x, scipy 1.17.1; a million trials of the seed 20260101, in 100 batches for the errors.

    python3 models/examples/peers.py > test/fixtures/examples.json
"""

import json

import numpy as np
from scipy import stats

N, BATCHES = 1_000_000, 100
Z95 = stats.norm.ppf(0.95)


def between(rng, low, high, n):
    """The lognormal of which 90 % lie from low to high."""
    mu = (np.log(low) + np.log(high)) / 2
    return np.exp(mu + (np.log(high) - np.log(low)) / (2 * Z95) * rng.standard_normal(n))


def pert(rng, low, mode, high, n):
    a = 1 + 4 * (mode - low) / (high - low)
    b = 1 + 4 * (high - mode) / (high - low)
    return low + (high - low) * rng.beta(a, b, n)


def project(rng, n):
    design, permits = pert(rng, 6, 8, 14, n), pert(rng, 8, 12, 30, n)
    build, test = pert(rng, 16, 20, 34, n), pert(rng, 4, 6, 12, n)
    refused = rng.random(n) < 0.2
    weeks = np.maximum(design + permits + 10 * refused, design + build) + test
    cost = between(rng, 18, 26, n) * weeks + between(rng, 300, 520, n)
    return {"duration": weeks, "cost": cost, "late": weeks > 42}


def pipeline(rng, n):
    years = np.arange(15)
    worth = 1.1 ** -years.astype(float)
    found = {}
    for name, second, third, launch, low, high, cost in [
        ("a", 0.35, 0.6, 4, 300, 1200, 25),
        ("b", 0.5, 0.7, 5, 150, 600, 15),
        ("c", 0.25, 0.5, 6, 500, 3000, 30),
    ]:
        passed = rng.random(n) < second
        approved = passed & (rng.random(n) < third)
        peak = between(rng, low, high, n)
        npv = np.zeros(n)
        for t in years:
            if t >= launch:
                npv += worth[t] * approved * peak * min(1, (t + 1 - launch) / 4) / 3
            else:
                npv -= worth[t] * cost * (1 if t < 2 else passed)
        found[f"npv.{name}"] = npv
    total = sum(found.values())
    return {**found, "total": total, "positive": total > 0}


def epidemic(rng, n):
    mu = (np.log(1.3) + np.log(2.2)) / 2
    r0 = np.exp(mu + (np.log(2.2) - np.log(1.3)) / (2 * Z95) * rng.standard_normal(n))
    weeks, seeds = between(rng, 0.8, 1.6, n), between(rng, 200, 1500, n)
    people, ill = 1e6 - seeds, seeds.copy()
    total, peak = np.zeros(n), np.zeros(n)
    for t in range(34):
        new = np.minimum(r0 / weeks * ill * people / 1e6, people)
        # 2026-W46 is the seventh week from 2026-W40 on.
        doses = np.minimum(15_000, people - new) if t >= 6 else 0
        ill = ill + new - ill * (1 - np.exp(-1 / weeks))
        people = people - new - doses
        total += new
        peak = np.maximum(peak, ill)
    return {"total": total, "peak": peak, "overrun": peak > 100_000}


def judgement(rng, n):
    people, margin = between(rng, 2.5e6, 3e6, n), between(rng, 20, 60, n)
    who = rng.choice(3, n, p=[0.5, 0.25, 0.25])
    opinions = [between(rng, 0.002, 0.02, n), between(rng, 0.005, 0.03, n), between(rng, 0.001, 0.01, n)]
    takers = np.choose(who, opinions)
    recession = rng.random(n) < 0.3
    copied = rng.random(n) < np.where(recession, 0.2, 0.6)
    earned = people * takers * margin * np.where(recession, 0.7, 1) * np.where(copied, 0.5, 1)
    profit = earned - between(rng, 4e5, 9e5, n)
    return {"profit": profit, "worth": profit > 0}


def estimates(values):
    """Mean, and the quantiles of amounts, each with its standard error over batches."""
    amount = values.dtype != bool
    batches = values.astype(float).reshape(BATCHES, -1)
    statistics = {"mean": batches.mean(axis=1)}
    if amount:
        for name, p in [("p5", 0.05), ("p50", 0.5), ("p95", 0.95)]:
            statistics[name] = np.quantile(batches, p, axis=1)
    return {
        name: {"value": float(each.mean()), "se": float(each.std(ddof=1) / np.sqrt(BATCHES))}
        for name, each in statistics.items()
    }


def main():
    rng = np.random.default_rng(20260101)
    models = {"project": project, "pipeline": pipeline, "epidemic": epidemic, "judgement": judgement}
    found = {
        name: {outcome: estimates(values) for outcome, values in model(rng, N).items()}
        for name, model in models.items()
    }
    print(json.dumps(found, indent=1))


main()
