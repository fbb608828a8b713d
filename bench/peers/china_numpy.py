#!/usr/bin/env python3
"""China's AI-chip market, 2026Q1 to 2028Q4, edition 2, in NumPy: the whole model as one vectorised program.

A second, independent implementation of the model of `models/`. It serves two ends: a reference that the
engine is checked against (`--golden`, `--reference`), and a fair answer to "how fast would this be in NumPy?".

Three functions carry it: `draw` (inputs for n trials), `inputs_from_uniforms` (the same from given uniforms, by
exact quantiles) and `evaluate` (every outcome, on arrays). A local variable named `foundry_yield7` is the model's
variable `foundry.yield7`; inputs are read as x['foundry.lag'].

Needs NumPy and SciPy. One process; for one thread, run with OMP_NUM_THREADS=1.
"""

import argparse
import json
import math
import platform
import sys
import time

import numpy as np
from scipy.special import betaincinv, ndtr, ndtri

QUARTERS = [f'{year}Q{quarter}' for year in (2026, 2027, 2028) for quarter in (1, 2, 3, 4)]
YEARS = (2026, 2027, 2028)
PROBABILITIES = {'p5': 0.05, 'p10': 0.10, 'p25': 0.25, 'p50': 0.50, 'p75': 0.75, 'p90': 0.90, 'p95': 0.95}


# ----------------------------------------------------------------------------------------------------------------
# Distributions: `sample` is the fastest direct sampler, `quantile` the exact one, `from_normal` takes a correlated z


class Distribution:
    fixed = None

    def from_normal(self, z):
        return self.quantile(ndtr(z))

    def sample(self, rng, n):
        return self.quantile(rng.random(n))


class point(Distribution):
    def __init__(self, value):
        self.fixed = float(value)


class normal(Distribution):
    def __init__(self, mean, sd):
        self.mean, self.sd = mean, sd

    def from_normal(self, z):
        return self.mean + self.sd * z

    def quantile(self, u):
        return self.from_normal(ndtri(u))

    def sample(self, rng, n):
        return self.from_normal(rng.standard_normal(n))


class lognormal(normal):
    def __init__(self, p10, p90):
        super().__init__((math.log(p10) + math.log(p90)) / 2, (math.log(p90) - math.log(p10)) / (2 * 1.2815515655446004))

    def from_normal(self, z):
        return np.exp(self.mean + self.sd * z)


class truncnormal(Distribution):
    def __init__(self, mean, sd, low, high):
        self.mean, self.sd = mean, sd
        self.a, self.b = ndtr((low - mean) / sd), ndtr((high - mean) / sd)

    def quantile(self, u):
        return self.mean + self.sd * ndtri(self.a + u * (self.b - self.a))


class uniform(Distribution):
    def __init__(self, low, high):
        self.low, self.width = low, high - low

    def quantile(self, u):
        return self.low + self.width * u


class scaled_beta(Distribution):
    def __init__(self, a, b, low=0.0, width=1.0):
        self.a, self.b, self.low, self.width = a, b, low, width

    def quantile(self, u):
        return self.low + self.width * betaincinv(self.a, self.b, u)

    def sample(self, rng, n):
        return self.low + self.width * rng.beta(self.a, self.b, n)


def pert(low, mode, high):
    return scaled_beta(1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low), low, high - low)


def beta(mean, n):
    return scaled_beta(mean * n, (1 - mean) * n)


class discrete(Distribution):
    def __init__(self, probabilities):
        self.values = np.array(list(probabilities), dtype=float)
        self.cumulative = np.cumsum(list(probabilities.values()))

    def quantile(self, u):
        return self.values[np.minimum(np.searchsorted(self.cumulative, u, side='right'), len(self.values) - 1)]


class discreteuniform(Distribution):
    def __init__(self, low, high):
        self.low, self.high = low, high

    def quantile(self, u):
        return np.minimum(self.high, self.low + np.floor(u * (self.high - self.low + 1)))


class bernoulli(Distribution):
    def __init__(self, p):
        self.p = p

    def quantile(self, u):
        return np.where(u >= 1 - self.p, 1.0, 0.0)


class or_value(Distribution):
    """A value, at the lower end of a distribution, with some probability; else a draw of the distribution."""

    def __init__(self, value, probability, rest):
        self.value, self.probability, self.rest = value, probability, rest

    def quantile(self, u):
        w = self.probability
        return np.where(u <= w, self.value, self.rest.quantile(np.maximum(u - w, 0) / (1 - w)))

    def sample(self, rng, n):
        return np.where(rng.random(n) <= self.probability, self.value, self.rest.sample(rng, n))


# ----------------------------------------------------------------------------------------------------------------
# Inputs, by component; units, sources and reasons are in the model's own declarations

INPUTS = {
    'us.licenceStartQuarter': discrete({0: 0.50, 1: 0.30, 2: 0.10, 3: 0.04, 12: 0.06}),
    'us.revocationHazard': pert(0.003, 0.018, 0.06),
    'us.midtermHazardMultiplier': pert(0.8, 1.3, 2.5),
    'us.revocationDraw': uniform(0, 1),
    'us.closureDuration': discrete({4: 0.25, 10: 0.60, 12: 0.15}),
    'us.forcedClosureQuarter': point(99),
    'us.upgradeHazard': pert(0.005, 0.02, 0.05),
    'us.upgradeDraw': uniform(0, 1),
    'us.upgradePerfRatio': pert(1.1, 1.3, 2.0),
    'us.levyRate': point(0.25),
    'us.licenceCapPerYear': lognormal(250, 2000),
    'us.vettedBuyerShare': beta(0.80, 20),

    'prc.meanStance': truncnormal(0.35, 0.55, -1.2, 2.0),
    'prc.initialStance': truncnormal(-0.10, 0.40, -1.5, 0.9),
    'prc.persistence': pert(0.60, 0.80, 0.92),
    'prc.stanceSd': pert(0.50, 0.85, 1.30),
    'prc.supplyFeedback': pert(0, 0.6, 1.5),
    'prc.levyAversion': pert(0, 1, 3),
    'prc.forcedRegime': point(-1),
    'prc.firstQuarterFraction': pert(0.2, 0.5, 0.9),
    'prc.restrictedQuota': lognormal(12, 90),
    'prc.oneOffQuota': lognormal(60, 400),
    'prc.conditionalQuota': lognormal(45, 220),
    'prc.bundleRatio': pert(0, 0.3, 1.0),
    'prc.stateDemandShare': beta(0.27, 20),
    'prc.stateFloor': pert(0.5, 0.75, 1.0),

    'h200.priceUsd': pert(20000, 27500, 37000),
    'h200.priceDrift': pert(-0.05, 0, 0.08),
    'h200.passThrough': or_value(0, 0.35, pert(0, 0.3, 1.0)),
    'h200.unitCostUsd': pert(7000, 12000, 20000),
    'h200.downgraded': bernoulli(0.12),
    'h200.downgradePerf': pert(0.5, 0.75, 0.95),
    'h200.openingStock': pert(250, 550, 800),
    'h200.waferAllocation': lognormal(1.2, 7),
    'h200.tsmcYield': pert(0.55, 0.75, 0.88),
    'h200.restartLead': discreteuniform(1, 3),
    'h200.stockDiversion': point(0.09),

    'uptake.prefLogit': truncnormal(0.0, 0.5, -1.2, 1.2),
    'uptake.trainingBonus': pert(0, 0.6, 1.4),
    'uptake.costSensitivity': pert(0.3, 1.0, 2.0),
    'uptake.preferenceDecay': pert(0.02, 0.09, 0.22),
    'uptake.bassInnovation': pert(0.05, 0.15, 0.40),
    'uptake.bassImitation': pert(0.10, 0.30, 0.60),
    'uptake.h20BacklogUsd': lognormal(2, 14),
    'uptake.backlogConversion': beta(0.30, 10),
    'uptake.backlogReleaseRate': pert(0.2, 0.45, 0.8),
    'uptake.alternativesDiscount': pert(0, 0.15, 0.5),
    'uptake.spill': pert(0.2, 0.5, 0.9),
    'uptake.adoptionOpening': beta(0.35, 15),

    'grey.smuggledPerYear': lognormal(20, 240),
    'grey.enforcementDecline': pert(-0.15, 0.10, 0.45),
    'grey.officialSubstitution': pert(0, 0.25, 0.6),
    'grey.gamingPerYear': lognormal(8, 70),
    'grey.gamingDecline': point(0.16),
    'grey.maxShare': point(0.35),
    'grey.premium': pert(1.05, 1.3, 1.8),
    'grey.gamingPerf': point(0.30),
    'grey.closureResponse': pert(0, 0.15, 0.4),

    'overseas.baseShare': pert(0.02, 0.09, 0.25),
    'overseas.banResponse': pert(0, 0.25, 0.7),

    'foundry.capacity2025': lognormal(18, 48),
    'foundry.growth2026': lognormal(1.20, 2.00),
    'foundry.growth2027': lognormal(1.15, 1.95),
    'foundry.growth2028': lognormal(1.08, 1.85),
    'foundry.toolShockHazard': pert(0.005, 0.02, 0.06),
    'foundry.toolShockDraw': uniform(0, 1),
    'foundry.toolShockKeep': pert(0.3, 0.5, 0.8),
    'foundry.forcedToolShockQuarter': point(99),
    'foundry.utilisation': pert(0.72, 0.88, 0.97),
    'foundry.lineYield': pert(0.85, 0.93, 0.97),
    'foundry.goodDies2025': lognormal(415, 1020),
    'foundry.aiShareShift': pert(0.4, 1.1, 1.8),
    'foundry.preGrowth2025': pert(1.4, 2.3, 4.5),
    'foundry.node5Share2026': point(0.035),
    'foundry.node5Share2027': pert(0.02, 0.12, 0.25),
    'foundry.node5Share2028': pert(0.05, 0.22, 0.40),
    'foundry.startYield': beta(0.31, 26),
    'foundry.startYieldForced': point(-1),
    'foundry.d0Node7Floor': pert(0.07, 0.10, 0.14),
    'foundry.d0Node5Start': lognormal(0.30, 0.70),
    'foundry.d0Node5Floor': point(0.16),
    'foundry.learningExponent': truncnormal(0.32, 0.12, 0.05, 0.70),
    'foundry.experienceYears': pert(0.8, 1.5, 2.5),
    'foundry.experience5': point(17),
    'foundry.clusteringAlpha': pert(1, 2, 4),
    'foundry.yieldShockHazard': pert(0, 0.03, 0.08),
    'foundry.yieldShockDraw': uniform(0, 1),
    'foundry.yieldShockSize': pert(1.1, 1.3, 1.8),
    'foundry.dieArea': pert(500, 640, 700),
    'foundry.salvage': pert(1.0, 1.08, 1.25),
    'foundry.lag': discreteuniform(2, 4),
    'foundry.orderSensitivity': pert(0, 0.8, 1.8),
    'foundry.banBoost': pert(0, 0.04, 0.12),
    'foundry.idleBrake': pert(0, 1, 2),

    'memory.stockpile': lognormal(1.0, 4.5),
    'memory.cxmt2026': lognormal(0.35, 2.8),
    'memory.cxmtGrowth2027': lognormal(2.0, 8.0),
    'memory.cxmtGrowth2028': lognormal(1.3, 3.2),
    'memory.other2026': lognormal(0.9, 5.5),
    'memory.otherGrowth2027': lognormal(1.3, 3.5),
    'memory.otherGrowth2028': lognormal(1.15, 2.5),
    'memory.leakage': lognormal(0.1, 1.2),
    'memory.stacksPerUnit': pert(3.6, 5.2, 7.5),
    'memory.nonHbmShare': beta(0.40, 15),
    'memory.nonHbmPerf': pert(0.2, 0.4, 0.6),
    'memory.substitution': pert(0, 0.3, 0.7),
    'memory.toolShockKeep': pert(0.3, 0.6, 0.9),

    'packaging.capacityQ1': lognormal(240, 600),
    'packaging.growth': lognormal(1.3, 2.1),
    'packaging.yield': pert(0.70, 0.83, 0.94),

    'offshore.unitsPerYear': lognormal(80, 500),
    'offshore.growth': pert(0.7, 1.1, 1.6),
    'offshore.cutOnTension': pert(0.1, 0.5, 1.0),

    'assembly.dieBank': lognormal(400, 1600),
    'assembly.bufferRelease': pert(0.2, 0.35, 0.6),
    'assembly.bankObsolescence': pert(0.01, 0.05, 0.15),
    'assembly.diesPerUnit': pert(1.1, 1.4, 1.8),

    'roadmap.perf2026': pert(0.30, 0.42, 0.56),
    'roadmap.ratio2027': pert(1.0, 1.26, 1.6),
    'roadmap.ratio2028': pert(1.0, 1.32, 1.9),
    'roadmap.slip': pert(0, 1.0, 4.0),
    'roadmap.crowdSlow': pert(0, 0.8, 2.0),

    'ecosystem.maturity2025': beta(0.22, 40),
    'ecosystem.rate': pert(0.15, 0.55, 1.2),
    'ecosystem.banBoost': pert(0, 0.15, 0.4),
    'ecosystem.crowdPenalty': pert(0.3, 1.5, 3.0),
    'ecosystem.gap2025': pert(4, 5, 6),
    'ecosystem.efficiency2025': pert(0.45, 0.62, 0.80),
    'ecosystem.efficiencyCap': pert(0.82, 0.90, 1.0),
    'ecosystem.trainingPenalty': pert(0.20, 0.42, 0.60),
    'finance.fundingIndex': pert(0.90, 1.0, 1.15),

    'demand.gross2026': lognormal(42, 76),
    'demand.growth2027': lognormal(1.12, 1.60),
    'demand.growth2028': lognormal(1.05, 1.55),
    'demand.priceDecline': pert(0, 0.10, 0.24),
    'demand.inferenceCards2024': beta(0.636, 60),
    'demand.trainingPriceRatio': pert(1.3, 2.0, 3.5),
    'demand.inferenceShift': pert(0.02, 0.18, 0.40),
    'demand.edgeShare': beta(0.08, 60),
    'demand.deferral': pert(0, 0.15, 0.4),
    'demand.domesticInferenceMix': beta(0.82, 30),

    'cost.subsidy': pert(0, 0.12, 0.20),
    'cost.powerPremium': point(0.06),
    'cost.porting': pert(0, 0.08, 0.20),

    'market.priceRatio2026': lognormal(0.78, 1.30),
    'market.priceDrift': pert(-0.05, 0, 0.08),
    'market.scarcityElasticity': pert(0, 0.2, 0.5),
    'market.openingInventory': point(70),
    'market.maxInventoryQuarters': point(1),
    'market.exposedPool': beta(0.40, 20),
    'market.domesticRevenue2025': pert(12, 16, 20),
    'exports.share': pert(0, 0.02, 0.10),

    'foreign.otherShare2026': beta(0.05, 40),
    'foreign.otherDecay': pert(0.6, 0.85, 1.1),
    'foreign.otherPerf': point(0.60),
    'foreign.nvOther2026': lognormal(0.3, 3.0),
    'foreign.nvOtherDecay': point(0.75),
    'foreign.nvOtherPerf': point(0.25),

    'vendor.cambriconWeight': lognormal(0.14, 0.38),
    'vendor.hygonWeight': lognormal(0.07, 0.24),
    'vendor.mooreThreadsWeight': lognormal(0.025, 0.22),
    'vendor.metaxWeight': lognormal(0.025, 0.12),
    'vendor.otherWeight': lognormal(0.20, 0.65),
    'vendor.cambriconDrift': normal(0.08, 0.18),
    'vendor.hygonDrift': point(0),
    'vendor.mooreThreadsDrift': normal(0.10, 0.22),
    'vendor.metaxDrift': point(0.03),
    'vendor.otherDrift': normal(0.03, 0.15),
    'vendor.cambriconAsp': point(0.95),
    'vendor.hygonAsp': point(0.80),
    'vendor.mooreThreadsAsp': point(0.60),
    'vendor.metaxAsp': point(0.60),
    'vendor.otherAsp': point(0.50),
    'vendor.cambriconPerf': point(0.90),
    'vendor.hygonPerf': point(0.65),
    'vendor.mooreThreadsPerf': point(0.45),
    'vendor.metaxPerf': point(0.55),
    'vendor.otherPerf': point(0.40),

    'installed.opening2025': lognormal(400, 2200),
    'installed.lifeYears': pert(4, 5.5, 7),

    'upstream.tsmcPerUnit': point(8000),
    'upstream.hbmPerUnit': point(10000),
}

EACH_QUARTER = {'prc.stanceNoise': normal(0, 1)}

FACTORS = ('factor.industry', 'factor.demand', 'factor.relations')

INDUSTRY, DEMAND, RELATIONS = FACTORS
LOADINGS = {
    'us.revocationDraw': {RELATIONS: -0.55},
    'prc.meanStance': {DEMAND: 0.2, RELATIONS: -0.3},
    'prc.initialStance': {RELATIONS: -0.2},
    'grey.enforcementDecline': {RELATIONS: 0.3},
    'foundry.capacity2025': {INDUSTRY: 0.3},
    'foundry.growth2026': {INDUSTRY: 0.4},
    'foundry.growth2027': {INDUSTRY: 0.4, DEMAND: 0.2},
    'foundry.growth2028': {INDUSTRY: 0.4, DEMAND: 0.2},
    'foundry.toolShockDraw': {RELATIONS: -0.55},
    'memory.cxmt2026': {INDUSTRY: 0.5},
    'memory.cxmtGrowth2027': {INDUSTRY: 0.4, DEMAND: 0.2},
    'memory.cxmtGrowth2028': {INDUSTRY: 0.4, DEMAND: 0.2},
    'memory.other2026': {INDUSTRY: 0.5},
    'memory.otherGrowth2027': {INDUSTRY: 0.4},
    'memory.otherGrowth2028': {INDUSTRY: 0.4},
    'packaging.capacityQ1': {INDUSTRY: 0.3},
    'packaging.growth': {INDUSTRY: 0.3, DEMAND: 0.2},
    'offshore.growth': {RELATIONS: -0.3},
    'demand.gross2026': {DEMAND: 0.9},
    'demand.growth2027': {DEMAND: 0.4},
    'demand.growth2028': {DEMAND: 0.4},
    'market.priceRatio2026': {DEMAND: 0.3},
}

PRESETS = {
    'baseline': {},
    'open-door': {'prc.forcedRegime': 3, 'us.licenceStartQuarter': 0, 'us.revocationHazard': 0, 'h200.passThrough': 0,
                  'us.licenceCapPerYear': 2000},
    'hard-block': {'prc.forcedRegime': 0},
    'grey-crackdown': {'grey.smuggledPerYear': 20, 'grey.gamingPerYear': 8, 'grey.enforcementDecline': 0.35},
    'one-off': {'prc.forcedRegime': 1, 'us.licenceStartQuarter': 0, 'prc.oneOffQuota': 150},
    'us-closure': {'us.forcedClosureQuarter': 4, 'us.closureDuration': 10},
    'logic-only': {'memory.cxmt2026': 2.8, 'memory.other2026': 5.5, 'memory.stockpile': 4.5,
                   'memory.cxmtGrowth2027': 8, 'memory.otherGrowth2027': 3.5, 'packaging.capacityQ1': 600,
                   'packaging.growth': 2.1},
    'bernstein': {'demand.gross2026': 51, 'demand.growth2027': 1.353, 'demand.growth2028': 1.275,
                  'overseas.baseShare': 0, 'foundry.lag': 3, 'memory.cxmt2026': 6, 'memory.other2026': 12,
                  'memory.stockpile': 10, 'packaging.capacityQ1': 1200, 'packaging.growth': 2.1},
    'hbm-drought': {'memory.cxmt2026': 0.35, 'memory.other2026': 0.9, 'memory.cxmtGrowth2027': 2,
                    'memory.otherGrowth2027': 1.3, 'memory.cxmtGrowth2028': 1.3, 'memory.otherGrowth2028': 1.15,
                    'memory.leakage': 0.1},
    'tool-crackdown': {'foundry.forcedToolShockQuarter': 3, 'foundry.toolShockKeep': 0.4, 'memory.toolShockKeep': 0.4},
    'node5-surprise': {'foundry.d0Node5Start': 0.3, 'foundry.node5Share2026': 0.1, 'foundry.node5Share2027': 0.25,
                       'foundry.node5Share2028': 0.4, 'roadmap.ratio2027': 1.5, 'roadmap.ratio2028': 1.75,
                       'roadmap.slip': 0},
    'yield-20': {'foundry.startYieldForced': 0.2},
    'yield-60': {'foundry.startYieldForced': 0.6},
    'tsmc-door': {'offshore.unitsPerYear': 500, 'offshore.growth': 1.6, 'offshore.cutOnTension': 0.1},
    'glut': {'foundry.growth2026': 2, 'foundry.growth2027': 1.95, 'foundry.growth2028': 1.85, 'memory.cxmt2026': 2.8,
             'memory.other2026': 5.5, 'memory.cxmtGrowth2027': 8, 'memory.otherGrowth2027': 3.5,
             'packaging.capacityQ1': 600, 'packaging.growth': 2.1, 'demand.gross2026': 42, 'demand.growth2027': 1.12,
             'demand.growth2028': 1.05},
}


def correlated(id, z, factors):
    loadings = LOADINGS[id]
    own = math.sqrt(1 - sum(rho * rho for rho in loadings.values()))
    return sum(rho * factors[factor] for factor, rho in loadings.items()) + own * z


def draw(rng, n, overrides):
    """Inputs of n trials: id -> n values, or one float where the input is fixed; quarterly inputs are 12 by n."""
    factors = {factor: rng.standard_normal(n) for factor in FACTORS}
    x = {}
    for id, distribution in INPUTS.items():
        if id in overrides:
            x[id] = float(overrides[id])
        elif distribution.fixed is not None:
            x[id] = distribution.fixed
        elif id in LOADINGS:
            x[id] = distribution.from_normal(correlated(id, rng.standard_normal(n), factors))
        else:
            x[id] = distribution.sample(rng, n)
    for id, distribution in EACH_QUARTER.items():
        x[id] = np.full((12, 1), float(overrides[id])) if id in overrides else distribution.sample(rng, (12, n))
    return x


def inputs_from_uniforms(uniforms, overrides):
    """The same from uniforms in (0, 1), id -> n values (12 by n for quarterly inputs), by exact quantiles."""
    x = {factor: ndtri(uniforms[factor]) for factor in FACTORS}
    for id, distribution in (INPUTS | EACH_QUARTER).items():
        if id in overrides:
            x[id] = float(overrides[id])
        elif distribution.fixed is not None:
            x[id] = distribution.fixed
        elif id in LOADINGS:
            x[id] = distribution.from_normal(correlated(id, ndtri(uniforms[id]), x))
        else:
            x[id] = distribution.quantile(uniforms[id])
    return x


# ----------------------------------------------------------------------------------------------------------------
# The model

USD_SCALE = 1e6       # USDbn / (USD/unit) * USD_SCALE = kunit
UNLIMITED = 1e6       # kunit/quarter
TINY = 1e-6
REGIME_FACTOR = np.array([0.6, 1.0, 1.2, 1.4])
VENDORS = ('cambricon', 'hygon', 'mooreThreads', 'metax', 'other')    # against Huawei = 1

SERIES = (
    'h200.units', 'prc.regime', 'us.open', 'foundry.yield7', 'foundry.capacity', 'domestic.newUnits', 'balance.domesticUsd',
    'balance.totalUsd', 'share.domesticUsdQ', 'share.nvidiaUsdQ', 'demand.usd', 'market.domesticUsd', 'ecosystem.gapYears',
    'memory.potential', 'assembly.logicPotential', 'packaging.potential', 'balance.domesticCompute', 'market.asp',
    'uptake.wantedUnits',
)


def clamp(x, low, high):
    return np.minimum(np.maximum(x, low), high)


def logistic(x):
    return 1 / (1 + np.exp(-x))


def fourth_root(x):
    return np.sqrt(np.sqrt(x))


def products(opening, steps):
    """The 12 rows opening * steps[0], opening * steps[0] * steps[1], ...; a step is one value or n."""
    rows = np.empty((12, *(np.broadcast_shapes(np.shape(opening), *map(np.shape, steps)) or (1,))))
    row = opening
    for t, step in enumerate(steps):
        row = np.multiply(row, step, out=rows[t])
    return rows


def decay(opening, per_year):
    """opening * per_year ^ (t / 4)"""
    return products(opening, [1.0] + [fourth_root(per_year)] * 11)


def smooth_path(rate2026, growth2027, growth2028):
    """rate2026 / 4 * growth2027 ^ into2027 * growth2028 ^ into2028: through annual rates at the mid-years"""
    a, b = fourth_root(growth2027), fourth_root(growth2028)
    opening = rate2026 / 4 / (a * np.sqrt(a))
    return products(opening, [1.0] + [a] * 5 + [np.sqrt(a * b)] + [b] * 5)


def die_count(area):
    """Gross dies of that area (mm2) on a 300 mm wafer with 3 mm edge exclusion"""
    return math.pi * 147 ** 2 / area - math.pi * 294 / np.sqrt(2 * area)


def evaluate(x, n, series=True, trace=None):
    """Every outcome of n trials: (3 years by n), (n) for horizon outcomes, (12 by n) for series.

    What does not depend on feedback is computed first, for the 12 quarters at once; then the quarter loop; then
    what only accounts for it. `trace`, if given, is a list that receives every variable, quarter by quarter.
    """
    t12 = np.arange(12.0).reshape(12, 1)
    quarterly, annual = {}, {}      # what the quarter loop hands on: id -> 12 by n, and sums of years, id -> 3 by n

    # ---- before the quarters -----------------------------------------------------------------------------------

    # us-policy. A draw below 1 - exp(-cumulative hazard) is the same as -log(1 - draw) below the cumulative hazard.
    us_cumHazard = x['us.revocationHazard'] * np.minimum(t12 + 1, 4) \
        + x['us.revocationHazard'] * x['us.midtermHazardMultiplier'] * np.maximum(t12 - 3, 0)
    us_revoked = (-np.log1p(-x['us.revocationDraw']) < us_cumHazard) | (t12 >= x['us.forcedClosureQuarter'])
    us_quartersSinceRevocation = np.cumsum(us_revoked, axis=0, dtype=float)
    us_closed = us_revoked & (us_quartersSinceRevocation <= x['us.closureDuration'])
    us_open = ~us_closed & (t12 >= x['us.licenceStartQuarter'])
    us_upgraded = us_open & (-np.log1p(-x['us.upgradeDraw']) < x['us.upgradeHazard'] * (t12 + 1))
    us_licenceCap = x['us.licenceCapPerYear'] / 4

    # prc-approval
    levyStance = x['prc.meanStance'] - x['prc.levyAversion'] * (x['us.levyRate'] - 0.25)
    stanceShock = x['prc.stanceSd'] * np.sqrt(1 - x['prc.persistence'] ** 2) * x['prc.stanceNoise']

    # ecosystem-roadmap
    maturityRate = x['ecosystem.rate'] / 4 * x['finance.fundingIndex']
    gapPerImmaturity = x['ecosystem.gap2025'] / (1 - x['ecosystem.maturity2025'])
    efficiencySlope = (x['ecosystem.efficiencyCap'] - x['ecosystem.efficiency2025']) / (1 - x['ecosystem.maturity2025'])
    logRatio2027, logRatio2028 = np.log(x['roadmap.ratio2027']), np.log(x['roadmap.ratio2028'])

    # demand
    demand_grossUsd = smooth_path(x['demand.gross2026'], x['demand.growth2027'], x['demand.growth2028'])
    overseasFree = np.minimum(0.6, x['overseas.baseShare'])
    overseasBlocked = np.minimum(0.6, x['overseas.baseShare'] * (1 + x['overseas.banResponse']))
    # Of money: the odds among cards, over the price ratio, shifted from mid-2024 on.
    inferenceLogit = np.log(x['demand.inferenceCards2024'] / (1 - x['demand.inferenceCards2024']) / x['demand.trainingPriceRatio'])
    demand_inferenceShare = (1 - x['demand.edgeShare']) \
        * logistic(inferenceLogit + x['demand.inferenceShift'] * ((t12 + 1) / 4 + 1.5))
    demand_trainingShare = 1 - x['demand.edgeShare'] - demand_inferenceShare
    demand_refPrice = decay(x['h200.priceUsd'], 1 - x['demand.priceDecline'])
    computePerUsd = USD_SCALE / demand_refPrice

    # foundry
    foundry_diesPerWafer = die_count(x['foundry.dieArea'])
    foundry_waferFactor = 3 * x['foundry.utilisation'] * x['foundry.lineYield']
    alpha = x['foundry.clusteringAlpha']
    areaPerAlpha = x['foundry.dieArea'] / 100 / alpha

    def yieldOf(density):
        return np.minimum(0.95, x['foundry.salvage'] * (1 + areaPerAlpha * density) ** -alpha)

    def densityOf(reported):    # of a die of 6.656 cm2
        return ((x['foundry.salvage'] / reported) ** (1 / alpha) - 1) * alpha / 6.656

    foundry_d0Estimated = densityOf(x['foundry.startYield'])
    forced = x['foundry.startYieldForced']
    foundry_d0Start = densityOf(max(0.01, forced)) if forced > 0 else foundry_d0Estimated
    foundry_floor7 = np.minimum(x['foundry.d0Node7Floor'], foundry_d0Start)
    foundry_floor5 = np.minimum(x['foundry.d0Node5Floor'], x['foundry.d0Node5Start'])
    foundry_estimatedYield7, foundry_startYield7 = yieldOf(foundry_d0Estimated), yieldOf(foundry_d0Start)
    wafers2025 = x['foundry.capacity2025'] * foundry_waferFactor
    diesIfAllWereAi = wafers2025 * foundry_diesPerWafer * foundry_estimatedYield7
    foundry_aiShareStart = clamp(x['foundry.goodDies2025'] / diesIfAllWereAi, 0.08, 0.9)
    aiWafers2025 = wafers2025 * foundry_aiShareStart
    foundry_cumBase7 = aiWafers2025 * 4 * x['foundry.experienceYears']
    foundry_goodDiesBase = aiWafers2025 * foundry_diesPerWafer * foundry_startYield7

    foundry_toolShock = (-np.log1p(-x['foundry.toolShockDraw']) < x['foundry.toolShockHazard'] * (t12 + 1)) \
        | (t12 >= x['foundry.forcedToolShockQuarter'])
    quarterlyGrowth = []
    for y, year in enumerate(YEARS):
        growth, keep = x[f'foundry.growth{year}'], x['foundry.toolShockKeep']
        free, shocked = fourth_root(growth), fourth_root(1 + (growth - 1) * keep)
        quarterlyGrowth += [np.where(foundry_toolShock[t], shocked, free) for t in range(4 * y, 4 * y + 4)]
    foundry_capacity = products(x['foundry.capacity2025'], quarterlyGrowth)
    waferOutput = foundry_capacity * foundry_waferFactor
    foundry_aiShareTarget = logistic(np.log(foundry_aiShareStart / (1 - foundry_aiShareStart))
                                     + x['foundry.aiShareShift'] * ((t12 + 1) / 12))
    node5Shares = [x[f'foundry.node5Share{year}'] for year in YEARS]
    experience7PerWafer = [(1 - share) / foundry_cumBase7 for share in node5Shares]
    experience5PerWafer = [share / x['foundry.experience5'] for share in node5Shares]
    excess7 = foundry_d0Start - foundry_floor7
    excess5 = x['foundry.d0Node5Start'] - foundry_floor5
    # One shock, of two quarters: it has come by now, and had not come two quarters ago.
    shockScore = -np.log1p(-x['foundry.yieldShockDraw'])
    foundry_yieldShocked = shockScore < x['foundry.yieldShockHazard'] * (t12 + 1)
    shockLasts = foundry_yieldShocked & ~(shockScore < x['foundry.yieldShockHazard'] * np.maximum(t12 - 1, 0))
    foundry_shockMultiplier = np.where(shockLasts, x['foundry.yieldShockSize'], 1.0)
    # Good dies of quarters t-4, ..., t-1, oldest first.
    backward = fourth_root(x['foundry.preGrowth2025'])
    pipe = [foundry_goodDiesBase / backward ** 3, foundry_goodDiesBase / backward ** 2, foundry_goodDiesBase / backward,
            foundry_goodDiesBase]
    hindcast_goodDies2025 = sum(pipe)
    lagIs2, lagIs3 = x['foundry.lag'] == 2, x['foundry.lag'] == 3

    # memory
    memory_stacksPerGoodUnit = x['memory.stacksPerUnit'] * (1 - x['memory.nonHbmShare']) / x['packaging.yield']
    # Growth of a quarter: 1 in the first, and of what is planned a part after the tool shock.
    kept = np.where(foundry_toolShock, x['memory.toolShockKeep'], 1.0)

    def held_back(plan):
        return products(plan[0], [1.0] + [1 + (plan[t] / np.maximum(TINY, plan[t - 1]) - 1) * kept[t] for t in range(1, 12)])

    memory_cxmtPlan = smooth_path(1000 * x['memory.cxmt2026'], x['memory.cxmtGrowth2027'], x['memory.cxmtGrowth2028'])
    memory_otherPlan = smooth_path(1000 * x['memory.other2026'], x['memory.otherGrowth2027'], x['memory.otherGrowth2028'])
    memory_cxmt, memory_other = held_back(memory_cxmtPlan), held_back(memory_otherPlan)
    memory_leaked = 1000 * x['memory.leakage'] / 4
    domesticStacks = memory_cxmt + memory_other
    memory_inflow = domesticStacks + memory_leaked

    # packaging, offshore-foundry
    packagingGrowth = np.exp(np.log(x['packaging.growth']) * x['finance.fundingIndex'] / 4) - 1
    packaging_capacity = products(x['packaging.capacityQ1'], [1.0] + [1 + packagingGrowth * kept[t] for t in range(1, 12)])
    packaging_potential = packaging_capacity / (1 - x['memory.nonHbmShare'])
    offshore_units = decay(x['offshore.unitsPerYear'] / 4, x['offshore.growth']) \
        * np.where(us_closed | foundry_toolShock, 1 - x['offshore.cutOnTension'], 1.0)

    # assembly
    assembly_diesPerGoodUnit = x['assembly.diesPerUnit'] / x['packaging.yield']
    withoutHbm, perfWithout = x['memory.nonHbmShare'], x['memory.nonHbmPerf']
    extraPerLeftover = withoutHbm + x['memory.substitution'] * (1 - withoutHbm)
    perfLost = 1 - perfWithout / (1 - withoutHbm + perfWithout * withoutHbm)
    priceH200eFree = x['market.priceRatio2026'] * demand_refPrice * decay(1.0, 1 - x['market.priceDrift'])
    perfAtStart = x['roadmap.perf2026'] / np.sqrt(x['roadmap.ratio2027'])
    hindcast_domesticUnits2025 = x['market.domesticRevenue2025'] * USD_SCALE \
        / (x['market.priceRatio2026'] * x['h200.priceUsd'] * perfAtStart)

    # h200-offer
    h200_newOutputMax = x['h200.waferAllocation'] * die_count(814) * x['h200.tsmcYield']
    restarted = t12 >= x['h200.restartLead']
    h200_upgradeRatio = np.where(us_upgraded, x['us.upgradePerfRatio'], 1.0)
    h200_perf = h200_upgradeRatio * np.where(x['h200.downgraded'] == 1, x['h200.downgradePerf'], 1.0)
    h200_listPrice = demand_refPrice * decay(1.0, 1 - x['h200.priceDrift']) * h200_upgradeRatio
    h200_buyerPrice = h200_listPrice * (1 + x['h200.passThrough'] * (x['us.levyRate'] / (1 - x['us.levyRate'])))
    h200_levyPerUnit = x['us.levyRate'] * h200_buyerPrice
    unitCost = x['h200.unitCostUsd'] * h200_upgradeRatio
    h200_marginCogs = 1 - (unitCost + h200_levyPerUnit) / h200_buyerPrice
    h200_marginNet = 1 - unitCost / (h200_buyerPrice - h200_levyPerUnit)
    newOutput = restarted * (h200_marginNet > 0) * h200_newOutputMax
    unitsPerUsd = USD_SCALE / h200_buyerPrice

    # cost-comparator
    costFactor = (1 - x['cost.subsidy']) * (1 + x['cost.powerPremium'])
    h200PricePerCompute = h200_buyerPrice / h200_perf

    # uptake
    preference = x['uptake.prefLogit'] - x['uptake.preferenceDecay'] * t12
    uptake_eligible = (1 - x['prc.stateDemandShare'] * x['prc.stateFloor']) * x['us.vettedBuyerShare'] \
        * (1 - x['uptake.alternativesDiscount'])
    bundlePerUsd = 1 / np.maximum(0.01, x['prc.bundleRatio'])

    # other-channels
    smuggledFree = decay(x['grey.smuggledPerYear'] / 4, 1 - x['grey.enforcementDecline']) \
        * np.where(us_closed, 1 + x['grey.closureResponse'], 1.0)
    smuggledUnderOpenGate = smuggledFree * np.where(us_open, 1 - x['grey.officialSubstitution'], 1.0)
    grey_gamingWanted = decay(x['grey.gamingPerYear'] / 4, 1 - x['grey.gamingDecline'])
    greyUsdPerCompute = demand_refPrice * (x['grey.premium'] / USD_SCALE)
    otherShare = ~us_closed * decay(x['foreign.otherShare2026'], x['foreign.otherDecay'])
    nvOtherFull = ~us_closed * decay(x['foreign.nvOther2026'] / 4, x['foreign.nvOtherDecay'])

    # ---- quarter by quarter ------------------------------------------------------------------------------------
    # A stock on the right of its own equation is still that of the quarter before, as is any name that starts with
    # `last`. Openings:
    prc_stance = x['prc.initialStance']
    last_permitted, last_channelOpen = False, False
    last_balance, last_crowdOut, last_unmetUsd, last_tightness = 0.4, 0.0, 0.0, 0.45
    last_domesticUsd = x['market.domesticRevenue2025'] / 4
    last_arrived, last_unsoldQuarters, last_inventoryQuarters = pipe[0], 0.0, 0.0
    ecosystem_maturity = x['ecosystem.maturity2025']
    roadmap_clock = -1.0
    foundry_cum7 = foundry_cum5 = 1.0
    assembly_bank = x['assembly.dieBank']
    memory_stock = 1000 * x['memory.stockpile']
    h200_confidence = 0.5
    h200_stock = x['h200.openingStock']
    h200_cumRestricted = 0.0
    uptake_adoption = x['uptake.adoptionOpening']
    uptake_backlog = x['uptake.h20BacklogUsd'] * x['uptake.backlogConversion']
    market_inventory = x['market.openingInventory']

    for t in range(12):
        year = t // 4

        # prc-approval
        prc_target = levyStance - x['prc.supplyFeedback'] * clamp(last_balance - 0.4, -0.4, 1.0)
        prc_stance = prc_target + x['prc.persistence'] * (prc_stance - prc_target) + stanceShock[t]
        if x['prc.forcedRegime'] >= 0:
            prc_regime = np.intp(x['prc.forcedRegime'])
        else:
            prc_regime = (prc_stance >= 0).astype(np.intp) + (prc_stance >= 1) + (prc_stance >= 2)
        prc_blocked, prc_restricted = prc_regime == 0, prc_regime == 1
        prc_conditional, prc_open = prc_regime == 2, prc_regime == 3
        prc_quotaLeft = np.maximum(0.0, x['prc.oneOffQuota'] - h200_cumRestricted)
        prc_usedUp = prc_restricted & ~(prc_quotaLeft > 0.5)
        prc_permitted = ~(prc_blocked | prc_usedUp)
        prc_passFraction = prc_permitted * np.where(last_permitted, 1.0, x['prc.firstQuarterFraction'])
        boundedPurchase = np.minimum(x['prc.restrictedQuota'], prc_quotaLeft)
        prc_quota = prc_passFraction * np.where(prc_restricted, boundedPurchase,
                                                np.where(prc_conditional, x['prc.conditionalQuota'], UNLIMITED))

        # ecosystem-roadmap
        banned = np.logical_not(last_permitted)
        drive = np.maximum(0.0, 1 + x['ecosystem.banBoost'] * banned - x['ecosystem.crowdPenalty'] * last_crowdOut)
        ecosystem_maturity = ecosystem_maturity + maturityRate * drive * ecosystem_maturity * (1 - ecosystem_maturity)
        immaturity = 1 - ecosystem_maturity
        ecosystem_gapYears = gapPerImmaturity * immaturity
        ecosystem_efficiency = x['ecosystem.efficiency2025'] \
            + efficiencySlope * (ecosystem_maturity - x['ecosystem.maturity2025'])
        trainingFactor = 1 - x['ecosystem.trainingPenalty'] * immaturity
        roadmap_clock = roadmap_clock + np.maximum(0.25, 1 - x['roadmap.crowdSlow'] * last_crowdOut)
        roadmap_tau = roadmap_clock - x['roadmap.slip']
        logPerf = logRatio2027 * clamp((roadmap_tau - 1.5) / 4, -0.5, 1.0) \
            + logRatio2028 * clamp((roadmap_tau - 5.5) / 4, 0.0, 1.25)
        roadmap_perf = x['roadmap.perf2026'] * np.exp(logPerf)

        # demand
        overseas_share = np.where(prc_permitted & ~us_closed[t], overseasFree, overseasBlocked)
        overseas_usd = demand_grossUsd[t] * overseas_share
        overseas_compute = overseas_usd * computePerUsd[t]
        demand_usd = demand_grossUsd[t] - overseas_usd
        demand_compute = demand_usd * computePerUsd[t]
        demand_effectiveUsd = demand_usd + x['demand.deferral'] * last_unmetUsd

        # foundry
        foundry_idleYears = np.maximum(0.0, assembly_bank - x['assembly.dieBank']) / (4 * last_arrived) + last_unsoldQuarters / 4
        foundry_brake = clamp(1 - x['foundry.idleBrake'] * foundry_idleYears, 0.3, 1.0)
        priority = 1 - x['foundry.orderSensitivity'] * last_crowdOut + x['foundry.banBoost'] * banned
        foundry_aiShare = clamp(foundry_aiShareTarget[t] * foundry_brake * priority, 0.02, 0.95)
        foundry_aiWafers = waferOutput[t] * foundry_aiShare
        foundry_cum7 = foundry_cum7 + foundry_aiWafers * experience7PerWafer[year]
        foundry_cum5 = foundry_cum5 + foundry_aiWafers * experience5PerWafer[year]
        foundry_d0Node7 = (foundry_floor7 + excess7 * foundry_cum7 ** -x['foundry.learningExponent']) * foundry_shockMultiplier[t]
        foundry_d0Node5 = (foundry_floor5 + excess5 * foundry_cum5 ** -x['foundry.learningExponent']) * foundry_shockMultiplier[t]
        foundry_yield7, foundry_yield5 = yieldOf(foundry_d0Node7), yieldOf(foundry_d0Node5)
        foundry_goodDies = foundry_aiWafers * foundry_diesPerWafer \
            * (foundry_yield7 + node5Shares[year] * (foundry_yield5 - foundry_yield7))
        foundry_arrived = np.where(lagIs2, pipe[2], np.where(lagIs3, pipe[1], pipe[0]))
        pipe = pipe[1:] + [foundry_goodDies]

        # memory
        memory_available = x['assembly.bufferRelease'] * memory_stock + memory_inflow[t]
        memory_potential = memory_available / memory_stacksPerGoodUnit

        # assembly
        assembly_diesAvailable = x['assembly.bufferRelease'] * assembly_bank + foundry_arrived
        assembly_logicPotential = assembly_diesAvailable / assembly_diesPerGoodUnit
        besideLogic = np.minimum(packaging_potential[t], memory_potential)
        assembly_planned = np.minimum(assembly_logicPotential, besideLogic)
        assembly_nonHbmExtra = extraPerLeftover * (assembly_logicPotential - assembly_planned)
        assembly_units = assembly_planned + assembly_nonHbmExtra
        assembly_unusedDies = assembly_bank + foundry_arrived - assembly_units * assembly_diesPerGoodUnit
        assembly_scrappedDies = x['assembly.bankObsolescence'] * assembly_unusedDies
        assembly_bank = assembly_unusedDies - assembly_scrappedDies
        stacksUsed = assembly_planned * memory_stacksPerGoodUnit
        memory_stock = memory_stock + memory_inflow[t] - stacksUsed
        assembly_bindLogic = assembly_logicPotential <= besideLogic
        assembly_bindPackaging = ~assembly_bindLogic & (packaging_potential[t] <= memory_potential)
        domestic_newUnits = assembly_units + offshore_units[t]
        domestic_perfPerUnit = roadmap_perf * (1 - perfLost * (assembly_nonHbmExtra / domestic_newUnits))
        computePerUnit = domestic_perfPerUnit * ecosystem_efficiency
        domestic_newCompute = domestic_newUnits * computePerUnit
        scarcity = last_tightness - 0.45 - last_inventoryQuarters
        market_priceH200e = priceH200eFree[t] * np.maximum(0.5, 1 + x['market.scarcityElasticity'] * scarcity)
        market_asp = market_priceH200e * domestic_perfPerUnit
        domestic_newUsd = domestic_newUnits * market_asp / USD_SCALE
        memory_selfSufficiency = domesticStacks[t] / np.maximum(1.0, np.maximum(stacksUsed, domesticStacks[t]))

        # h200-offer
        h200_channelOpen = (us_open[t] & prc_permitted).astype(float)
        h200_confidence = 0.5 * h200_confidence + 0.5 * last_channelOpen
        h200_supply = h200_stock + newOutput[t] * h200_confidence

        # cost-comparator
        cost_domesticFactor = market_priceH200e * costFactor * (1 + x['cost.porting'] * immaturity)
        cost_ratioInference = cost_domesticFactor / (ecosystem_efficiency * h200PricePerCompute[t])
        cost_ratioTraining = cost_ratioInference / trainingFactor

        # uptake
        uptake_prefTraining = logistic(preference[t] + x['uptake.trainingBonus']
                                       + x['uptake.costSensitivity'] * np.log(cost_ratioTraining))
        uptake_prefInference = logistic(preference[t] + x['uptake.costSensitivity'] * np.log(cost_ratioInference))
        uptake_adoption = uptake_adoption + h200_channelOpen \
            * ((x['uptake.bassInnovation'] + x['uptake.bassImitation'] * uptake_adoption) * (1 - uptake_adoption))
        uptake_spillUsd = uptake_eligible * x['uptake.spill'] * last_unmetUsd
        preferred = demand_trainingShare[t] * uptake_prefTraining + demand_inferenceShare[t] * uptake_prefInference
        uptake_flowUsd = uptake_eligible * demand_effectiveUsd * uptake_adoption * preferred + uptake_spillUsd
        backlogReleased = x['uptake.backlogReleaseRate'] * uptake_backlog
        uptake_backlogOffer = h200_channelOpen * backlogReleased
        uptake_wantedUnits = (uptake_flowUsd + backlogReleased) * unitsPerUsd[t]
        uptake_demandUnits = h200_channelOpen * uptake_wantedUnits
        uptake_bundleCap = np.where(prc_restricted | prc_conditional, last_domesticUsd * bundlePerUsd * unitsPerUsd[t], UNLIMITED)
        # No factor us.open is needed: without it uptake.demandUnits is 0.
        h200_units = np.minimum(np.minimum(np.minimum(prc_quota, us_licenceCap), np.minimum(h200_supply, uptake_demandUnits)),
                                uptake_bundleCap)
        uptake_fill = h200_units / np.maximum(TINY, uptake_demandUnits)
        uptake_backlog = uptake_backlog - uptake_backlogOffer * uptake_fill
        h200_cumRestricted = h200_cumRestricted + prc_restricted * h200_units
        h200_stock = (h200_supply - h200_units) * (1 - x['h200.stockDiversion'])
        h200_usd = h200_units / unitsPerUsd[t]
        h200_compute = h200_units * h200_perf[t]

        # other-channels
        grey_smuggledWanted = np.where(prc_conditional | prc_open, smuggledUnderOpenGate[t], smuggledFree[t])
        greyWanted = grey_smuggledWanted + grey_gamingWanted[t]
        grey_scale = np.minimum(1.0, x['grey.maxShare'] * demand_compute / np.maximum(TINY, greyWanted))
        grey_compute = greyWanted * grey_scale
        grey_units = (grey_smuggledWanted + grey_gamingWanted[t] / x['grey.gamingPerf']) * grey_scale
        grey_usd = grey_compute * greyUsdPerCompute[t]
        foreign_regimeFactor = REGIME_FACTOR[prc_regime]
        foreign_otherUsd = otherShare[t] * demand_usd * foreign_regimeFactor
        foreign_otherCompute = foreign_otherUsd * computePerUsd[t]
        foreign_nvOtherUsd = nvOtherFull[t] * foreign_regimeFactor
        foreign_nvOtherCompute = foreign_nvOtherUsd * computePerUsd[t]

        # market
        market_foreignUsd = h200_usd + foreign_otherUsd + foreign_nvOtherUsd + grey_usd
        market_domesticSupplyUnits = domestic_newUnits + market_inventory
        market_domesticUnits = np.minimum(market_domesticSupplyUnits,
                                          np.maximum(0.0, demand_effectiveUsd - market_foreignUsd) / market_asp * USD_SCALE)
        market_unsold = market_domesticSupplyUnits - market_domesticUnits
        market_unsoldQuarters = market_unsold / np.maximum(TINY, domestic_newUnits)
        exports_units = np.minimum(market_unsold, x['exports.share'] * domestic_newUnits)
        market_inventory = np.minimum(market_unsold - exports_units, x['market.maxInventoryQuarters'] * domestic_newUnits)
        market_inventoryQuarters = market_inventory / np.maximum(TINY, domestic_newUnits)
        market_domesticUsd = market_domesticUnits * market_asp / USD_SCALE
        market_domesticCompute = market_domesticUnits * computePerUnit
        market_totalUsd = market_domesticUsd + market_foreignUsd
        market_totalCompute = market_domesticCompute + h200_compute + foreign_otherCompute + foreign_nvOtherCompute + grey_compute
        market_unmetUsd = np.maximum(0.0, demand_effectiveUsd - market_totalUsd)
        market_tightness = market_unmetUsd / demand_effectiveUsd
        displacing = 1 - uptake_spillUsd / np.maximum(TINY, uptake_flowUsd)
        market_crowdOut = x['market.exposedPool'] * displacing * (h200_usd / np.maximum(TINY, h200_usd + market_domesticUsd))

        # balance-accounting
        balance_domesticUsd = domestic_newUsd / demand_usd
        balance_domesticCompute = domestic_newCompute / demand_compute
        balance_totalUsd = (domestic_newUsd + market_foreignUsd) / demand_usd
        balance_inferenceSupplyUsd = domestic_newUsd * x['demand.domesticInferenceMix']
        balance_inferenceDemandUsd = demand_usd * demand_inferenceShare[t]
        balance_trainingSupplyUsd = domestic_newUsd - balance_inferenceSupplyUsd \
            + np.maximum(0.0, balance_inferenceSupplyUsd - balance_inferenceDemandUsd)
        nvidia_chinaUsd = h200_usd + foreign_nvOtherUsd

        each_quarter = {
            'prc.regime': prc_regime, 'ecosystem.maturity': ecosystem_maturity,
            'ecosystem.gapYears': ecosystem_gapYears, 'demand.usd': demand_usd, 'foundry.yield7': foundry_yield7,
            'memory.potential': memory_potential, 'assembly.logicPotential': assembly_logicPotential,
            'domestic.newUnits': domestic_newUnits, 'h200.units': h200_units, 'nvidia.chinaUsd': nvidia_chinaUsd,
            'market.domesticUsd': market_domesticUsd, 'market.domesticUnits': market_domesticUnits,
            'market.domesticCompute': market_domesticCompute, 'market.totalUsd': market_totalUsd,
            'market.totalCompute': market_totalCompute, 'balance.domesticUsd': balance_domesticUsd,
            'balance.totalUsd': balance_totalUsd, 'balance.domesticCompute': balance_domesticCompute,
            'market.asp': market_asp, 'uptake.wantedUnits': uptake_wantedUnits, 'foundry.idleYears': foundry_idleYears,
        }
        added_up = {
            'domestic.perfPerUnit': domestic_perfPerUnit, 'overseas.usd': overseas_usd, 'overseas.compute': overseas_compute,
            'demand.compute': demand_compute, 'foundry.aiWafers': foundry_aiWafers, 'foundry.yield5': foundry_yield5,
            'foundry.goodDies': foundry_goodDies, 'assembly.bindLogic': assembly_bindLogic,
            'assembly.bindPackaging': assembly_bindPackaging, 'domestic.newUsd': domestic_newUsd,
            'domestic.newCompute': domestic_newCompute, 'foundry.aiShare': foundry_aiShare, 'prc.usedUp': prc_usedUp,
            'exports.units': exports_units,
            'h200.grossProfitUsd': h200_units * ((1 - x['us.levyRate']) * h200_buyerPrice[t] - unitCost[t]) / USD_SCALE,
            'h200.extraCostUsd': h200_units * (h200_buyerPrice[t] - h200_listPrice[t]) / USD_SCALE,
            'memory.selfSufficiency': memory_selfSufficiency, 'cost.ratioInference': cost_ratioInference,
            'cost.ratioTraining': cost_ratioTraining, 'h200.usd': h200_usd, 'h200.compute': h200_compute,
            'grey.usd': grey_usd, 'grey.units': grey_units, 'grey.compute': grey_compute,
            'foreign.otherUsd': foreign_otherUsd, 'foreign.otherCompute': foreign_otherCompute,
            'foreign.nvOtherUsd': foreign_nvOtherUsd, 'foreign.nvOtherCompute': foreign_nvOtherCompute,
            'balance.inferenceDemandUsd': balance_inferenceDemandUsd, 'balance.trainingSupplyUsd': balance_trainingSupplyUsd,
            'balance.trainingDemandUsd': demand_usd * demand_trainingShare[t],
        }
        if t == 0:
            quarterly = {id: np.empty((12, n)) for id in each_quarter}
            annual = {id: np.zeros((3, n)) for id in added_up}
        for id, value in each_quarter.items():
            quarterly[id][t] = value
        for id, value in added_up.items():
            annual[id][year] += value
        if trace is not None:
            trace.append(traced(locals(), t))

        last_permitted, last_channelOpen = prc_permitted, h200_channelOpen
        last_arrived, last_unsoldQuarters, last_inventoryQuarters = foundry_arrived, market_unsoldQuarters, market_inventoryQuarters
        last_balance, last_crowdOut, last_unmetUsd, last_tightness = \
            balance_domesticUsd, market_crowdOut, market_unmetUsd, market_tightness
        last_domesticUsd = market_domesticUsd

    # ---- after the quarters ------------------------------------------------------------------------------------

    def years(quarters):
        return np.broadcast_to(quarters, (12, n)).reshape(3, 4, n)

    def sumY(quarters):
        return years(quarters).sum(axis=1)

    def meanY(quarters):
        if quarters.dtype == bool:
            return years(quarters).sum(axis=1, dtype=np.int8) / 4
        return years(quarters).sum(axis=1) / 4

    def lastY(quarters):
        return np.broadcast_to(quarters, (12, n))[3::4]

    installed = [x['installed.opening2025']]
    for t in range(12):
        installed.append(installed[-1] * (1 - 1 / (4 * x['installed.lifeYears'])) + quarterly['market.totalCompute'][t])
    installed_compute = np.array(installed[1:])

    # vendors: pull (Huawei = 1); over relative price, the same per unit; times relative performance, of compute
    pulls = {vendor: products(x[f'vendor.{vendor}Weight'], [np.exp(x[f'vendor.{vendor}Drift'] / 4)] * 12) for vendor in VENDORS}
    weights = {'Usd': dict.fromkeys(VENDORS, 1.0),
               'Units': {vendor: 1 / x[f'vendor.{vendor}Asp'] for vendor in VENDORS},
               'Compute': {vendor: x[f'vendor.{vendor}Perf'] / x[f'vendor.{vendor}Asp'] for vendor in VENDORS}}
    vendorY = {}
    for basis, weight in weights.items():
        huawei = quarterly[f'market.domestic{basis}'] / (1 + sum(weight[vendor] * pulls[vendor] for vendor in VENDORS))
        vendorY[f'huawei{basis}'] = sumY(huawei)
        for vendor in VENDORS:    # sumY(huawei * pulls), without the array between
            vendorY[f'{vendor}{basis}'] = weight[vendor] * np.einsum('yqn,yqn->yn', years(huawei), years(pulls[vendor]))

    # outcomes
    domesticY = {basis: sumY(quarterly[f'market.domestic{basis}']) for basis in weights}
    h200Y = {'Usd': annual['h200.usd'], 'Units': sumY(quarterly['h200.units']), 'Compute': annual['h200.compute']}
    otherY = {'Usd': annual['foreign.otherUsd'], 'Units': annual['foreign.otherCompute'] / x['foreign.otherPerf'],
              'Compute': annual['foreign.otherCompute']}
    nvOtherY = {'Usd': annual['foreign.nvOtherUsd'], 'Units': annual['foreign.nvOtherCompute'] / x['foreign.nvOtherPerf'],
                'Compute': annual['foreign.nvOtherCompute']}
    greyY = {'Usd': annual['grey.usd'], 'Units': annual['grey.units'], 'Compute': annual['grey.compute']}
    nvidiaY = {basis: h200Y[basis] + nvOtherY[basis] for basis in weights}
    foreignY = {basis: nvidiaY[basis] + otherY[basis] + greyY[basis] for basis in weights}
    totalY = {basis: domesticY[basis] + foreignY[basis] for basis in weights}

    out = {}
    for basis in weights:
        per = 1 / totalY[basis]
        out[f'share.domestic{basis}'] = domesticY[basis] * per
        out[f'share.huawei{basis}'] = vendorY[f'huawei{basis}'] * per
        for vendor in VENDORS[:-1]:
            out[f'share.{vendor}{basis}'] = vendorY[f'{vendor}{basis}'] * per
        out[f'share.otherDomestic{basis}'] = vendorY[f'other{basis}'] * per
        if basis == 'Usd':
            out['share.h200Usd'] = h200Y['Usd'] * per
        out[f'share.nvidia{basis}'] = nvidiaY[basis] * per
        out[f'share.otherForeign{basis}'] = otherY[basis] * per
        out[f'share.grey{basis}'] = greyY[basis] * per
    perOfficial = 1 / (totalY['Usd'] - greyY['Usd'])
    out['share.domesticOfficialUsd'] = domesticY['Usd'] * perOfficial
    out['share.huaweiOfficialUsd'] = vendorY['huaweiUsd'] * perOfficial
    out['share.nvidiaOfficialUsd'] = nvidiaY['Usd'] * perOfficial
    out['share.otherForeignOfficialUsd'] = otherY['Usd'] * perOfficial

    newUsdY, newComputeY = annual['domestic.newUsd'], annual['domestic.newCompute']
    demandUsdY, demandComputeY = sumY(quarterly['demand.usd']), annual['demand.compute']
    totalSupplyUsdY, totalSupplyComputeY = newUsdY + foreignY['Usd'], newComputeY + foreignY['Compute']
    inferenceSupplyUsdY = newUsdY * x['demand.domesticInferenceMix']
    inferenceDemandUsdY = annual['balance.inferenceDemandUsd']
    out['balance.domesticUsd'] = newUsdY / demandUsdY
    out['balance.domesticCompute'] = newComputeY / demandComputeY
    out['balance.totalUsd'] = totalSupplyUsdY / demandUsdY
    out['balance.totalCompute'] = totalSupplyComputeY / demandComputeY
    out['balance.inferenceUsd'] = inferenceSupplyUsdY / inferenceDemandUsdY
    out['balance.trainingUsd'] = annual['balance.trainingSupplyUsd'] / annual['balance.trainingDemandUsd']
    out['balance.domesticComputeReached'] = newComputeY >= demandComputeY
    out['balance.gapUsd'] = totalSupplyUsdY - demandUsdY
    out['balance.gapCompute'] = totalSupplyComputeY - demandComputeY
    out['balance.domesticReached'] = newUsdY >= demandUsdY
    out['balance.totalReached'] = totalSupplyUsdY >= demandUsdY
    out['balance.inferenceReached'] = inferenceSupplyUsdY >= inferenceDemandUsdY

    out['market.totalUsd'] = totalY['Usd']
    for vendor in ('huawei', *VENDORS):
        out[f'vendor.{vendor}Usd'] = vendorY[f'{vendor}Usd']

    levyUsdY = x['us.levyRate'] * h200Y['Usd']
    out['h200.units'] = h200Y['Units']
    out['h200.usd'] = h200Y['Usd']
    out['h200.levyUsd'] = levyUsdY
    out['us.levyAllUsd'] = levyUsdY + x['us.levyRate'] * otherY['Usd']
    out['nvidia.chinaUsd'] = nvidiaY['Usd']
    out['nvidia.h200Share'] = h200Y['Usd'] / np.maximum(TINY, nvidiaY['Usd'])
    out['h200.marginCogs'] = meanY(h200_marginCogs)
    out['h200.marginNet'] = meanY(h200_marginNet)
    out['h200.buyerPrice'] = meanY(h200_buyerPrice)
    out['h200.demandUnits'] = sumY(quarterly['uptake.wantedUnits'])
    out['h200.priceMultiple'] = out['h200.buyerPrice'] / meanY(quarterly['market.asp'])
    out['nvidia.h200GrossProfitUsd'] = annual['h200.grossProfitUsd']
    out['buyer.extraCostUsd'] = annual['h200.extraCostUsd']
    out['upstream.tsmcUsd'] = h200Y['Units'] * x['upstream.tsmcPerUnit'] / USD_SCALE
    out['upstream.hbmUsd'] = h200Y['Units'] * x['upstream.hbmPerUnit'] / USD_SCALE
    out['cost.ratioInference'] = annual['cost.ratioInference'] / 4
    out['cost.ratioTraining'] = annual['cost.ratioTraining'] / 4
    for code, regime in enumerate(('blocked', 'restricted', 'conditional', 'open')):
        out[f'prc.{regime}Share'] = meanY(quarterly['prc.regime'] == code)
    out['prc.usedUpShare'] = annual['prc.usedUp'] / 4
    out['us.openShare'] = meanY(us_open)
    out['us.closedShare'] = meanY(us_closed)

    out['foundry.yield7'] = meanY(quarterly['foundry.yield7'])
    out['foundry.yield5'] = annual['foundry.yield5'] / 4
    out['foundry.capacity'] = lastY(foundry_capacity)
    out['foundry.aiShare'] = annual['foundry.aiShare'] / 4
    out['foundry.idleYears'] = lastY(quarterly['foundry.idleYears'])
    out['foundry.aiWafers'] = annual['foundry.aiWafers']
    out['foundry.goodDies'] = annual['foundry.goodDies']
    out['domestic.units'] = sumY(quarterly['domestic.newUnits'])
    out['domestic.offshoreShare'] = sumY(offshore_units) / sumY(quarterly['domestic.newUnits'])
    out['exports.units'] = annual['exports.units']
    out['domestic.usd'] = domesticY['Usd']
    out['domestic.salesMultiple'] = domesticY['Usd'] / x['market.domesticRevenue2025']
    out['domestic.compute'] = domesticY['Compute']
    out['domestic.perf'] = annual['domestic.perfPerUnit'] / 4
    out['domestic.asp'] = meanY(quarterly['market.asp'])
    out['domestic.bindLogic'] = annual['assembly.bindLogic'] / 4
    out['domestic.bindPackaging'] = annual['assembly.bindPackaging'] / 4
    out['domestic.bindHbm'] = 1 - out['domestic.bindLogic'] - out['domestic.bindPackaging']
    out['memory.selfSufficiency'] = annual['memory.selfSufficiency'] / 4
    out['ecosystem.gapYears'] = lastY(quarterly['ecosystem.gapYears'])
    out['ecosystem.maturity'] = lastY(quarterly['ecosystem.maturity'])

    out['demand.grossUsd'] = sumY(demand_grossUsd)
    out['demand.usd'] = demandUsdY
    out['demand.inferenceShare'] = meanY(demand_inferenceShare)
    out['demand.trainingShare'] = 1 - x['demand.edgeShare'] - out['demand.inferenceShare']
    out['demand.compute'] = demandComputeY
    out['overseas.compute'] = annual['overseas.compute']
    out['overseas.usd'] = annual['overseas.usd']
    out['grey.compute'] = greyY['Compute']
    out['acquired.compute'] = totalY['Compute']
    out['installed.compute'] = lastY(installed_compute)

    def firstQuarter(reached):
        return np.where(reached.any(axis=0), reached.argmax(axis=0), 12)

    out['first.domesticBalance'] = firstQuarter(quarterly['balance.domesticUsd'] >= 1)
    out['first.totalBalance'] = firstQuarter(quarterly['balance.totalUsd'] >= 1)
    out['first.domesticComputeBalance'] = firstQuarter(quarterly['balance.domesticCompute'] >= 1)
    out['first.domesticComputeBy2028'] = out['first.domesticComputeBalance'] < 12
    out['first.domesticBy2028'] = out['first.domesticBalance'] < 12
    out['first.totalBy2028'] = out['first.totalBalance'] < 12
    out['us.everClosed'] = us_revoked[-1]
    out['roadmap.onTime'] = np.less_equal(x['roadmap.slip'], 1)
    out['h200.cumUnits'] = h200Y['Units'].sum(axis=0)
    out['h200.share2026'] = h200Y['Units'][0] / np.maximum(TINY, out['h200.cumUnits'])

    out['hindcast.goodDies2025'] = hindcast_goodDies2025
    out['hindcast.domesticUnits2025'] = hindcast_domesticUnits2025

    if trace is not None:
        here = {name: value for name, value in locals().items() if isinstance(value, np.ndarray) and value.ndim == 2}
        for t in range(12):
            trace[t].update(traced(here, t))
    if not series:
        return out, {}
    quarterly['us.open'] = us_open
    quarterly['foundry.capacity'] = foundry_capacity
    quarterly['packaging.potential'] = packaging_potential
    quarterly['share.domesticUsdQ'] = quarterly['market.domesticUsd'] / quarterly['market.totalUsd']
    quarterly['share.nvidiaUsdQ'] = quarterly['nvidia.chinaUsd'] / quarterly['market.totalUsd']
    return out, {id: quarterly[id] for id in SERIES}


# ----------------------------------------------------------------------------------------------------------------
# Simulation, a cache-sized chunk of trials at a time


HORIZON = ('first.domesticBalance', 'first.totalBalance', 'first.domesticBy2028', 'first.totalBy2028', 'us.everClosed',
           'first.domesticComputeBalance', 'first.domesticComputeBy2028', 'roadmap.onTime', 'h200.cumUnits', 'h200.share2026',
           'hindcast.goodDies2025', 'hindcast.domesticUnits2025')
ZERO_ONE = ('balance.domesticReached', 'balance.domesticComputeReached', 'first.domesticComputeBy2028', 'balance.totalReached', 'balance.inferenceReached', 'first.domesticBy2028',
            'first.totalBy2028', 'us.everClosed', 'roadmap.onTime')


def names(out, quarterly):
    return [f'{id}[{year}]' for id in out if id not in HORIZON for year in YEARS] + list(HORIZON) \
        + [f'{id}[{quarter}]' for id in quarterly for quarter in QUARTERS]


def simulate(n, seed, chunk, overrides, series=True):
    """(ids, draws, seconds): n draws a row, a row for each outcome and, with series, each quarter of each series."""
    # SFC64 is the fastest of NumPy's bit generators here: a tenth less for a beta draw than the default PCG64.
    rng = np.random.Generator(np.random.SFC64(seed))
    # Freeing one large block tells glibc to keep what the chunks free, up to 64 MB, instead of returning it to the
    # system at every dip: page faults would otherwise take longer than the arithmetic.
    np.empty(31 << 20, dtype=np.uint8)
    seconds = {'draw': 0.0, 'model': 0.0, 'store': 0.0}
    for start in range(0, n, chunk):
        size = min(chunk, n - start)
        began = time.perf_counter()
        x = draw(rng, size, overrides)
        drawn = time.perf_counter()
        out, quarterly = evaluate(x, size, series)
        evaluated = time.perf_counter()
        if start == 0:
            ids = names(out, quarterly)
            draws = np.empty((len(ids), n))
        row = 0
        for height, values in ((3, [out[id] for id in out if id not in HORIZON]), (1, [out[id] for id in HORIZON]),
                               (12, quarterly.values())):
            for value in values:
                draws[row:row + height, start:start + size] = value
                row += height
        seconds['draw'] += drawn - began
        seconds['model'] += evaluated - drawn
        seconds['store'] += time.perf_counter() - evaluated
    return ids, draws, seconds


def quantiles(sorted_draws):
    """Type 7, as np.quantile gives them; sorting first is four times as fast as its seven partitions."""
    position = np.array(list(PROBABILITIES.values())) * (len(sorted_draws) - 1)
    below = np.floor(position).astype(int)
    above = np.minimum(below + 1, len(sorted_draws) - 1)
    return sorted_draws[below] + (position - below) * (sorted_draws[above] - sorted_draws[below])


def summarise(draws):
    if not np.isfinite(draws).all():
        raise FloatingPointError(f'{np.count_nonzero(~np.isfinite(draws))} draws are not finite')
    mean, sd = draws.mean(), draws.std(ddof=1)
    return {'mean': mean, 'sd': sd, 'quantiles': dict(zip(PROBABILITIES, map(float, quantiles(np.sort(draws))))),
            'seMean': sd / math.sqrt(len(draws))}


REPLICATES = 16


def with_errors(draws):
    """The same with standard errors of mean, sd and quantiles, from batches: as many as chipcast has replicates."""
    batches = draws[:len(draws) // REPLICATES * REPLICATES].reshape(REPLICATES, -1)
    parts = np.column_stack([batches.mean(axis=1), batches.std(axis=1, ddof=1),
                             [quantiles(batch) for batch in np.sort(batches, axis=1)]])
    return summarise(draws) | {'se': (parts.std(axis=0, ddof=1) / math.sqrt(REPLICATES)).tolist()}


# ----------------------------------------------------------------------------------------------------------------
# --golden: agreement with trials whose uniforms, inputs and results are given


def traced(here, t):
    """The local variables of `evaluate` at quarter t, by id."""
    components = {id.split('.')[0] for id in INPUTS} | {'balance', 'nvidia', 'domestic', 'hindcast'}
    rows = {}
    for name, value in here.items():
        component, _, rest = name.partition('_')
        if component in components and rest and not isinstance(value, dict):
            rows[f'{component}.{rest}'] = np.broadcast_to(value, (12, np.shape(value)[-1]))[t] if np.ndim(value) == 2 else value
    return rows


def add_unused(trace, x, t):
    """Adds to the traced quarter t the variables that `evaluate` has no need of, each by its own equation."""
    v = trace[t]
    year = YEARS[t // 4]
    v['foundry.annualGrowth'] = 1 + (x[f'foundry.growth{year}'] - 1) \
        * np.where(v['foundry.toolShock'], x['foundry.toolShockKeep'], 1)
    v['foundry.quartersSinceShock'] = sum(past['foundry.yieldShocked'].astype(float) for past in trace[:t + 1])
    for lag in (1, 2, 3, 4):    # dies in the pipe at the start of 2026 follow growth during 2025
        v[f'foundry.dies{lag}'] = trace[t - lag]['foundry.goodDies'] if t >= lag \
            else v['foundry.goodDiesBase'] * x['foundry.preGrowth2025'] ** ((t + 1 - lag) / 4)
    v['foundry.node5Share'] = x[f'foundry.node5Share{year}']
    v['ecosystem.trainingEfficiency'] = v['ecosystem.efficiency'] \
        * (1 - x['ecosystem.trainingPenalty'] * (1 - v['ecosystem.maturity']))
    v['assembly.bindHbm'] = 1.0 - v['assembly.bindLogic'] - v['assembly.bindPackaging']
    v['h200.levyUsd'] = v['h200.units'] * v['h200.levyPerUnit'] / USD_SCALE
    v['us.levyAllUsd'] = v['h200.levyUsd'] + x['us.levyRate'] * v['foreign.otherUsd']
    v['grey.gaming'] = v['grey.gamingWanted'] * v['grey.scale']
    v['grey.smuggled'] = v['grey.smuggledWanted'] * v['grey.scale']
    v['foreign.otherUnits'] = v['foreign.otherCompute'] / x['foreign.otherPerf']
    v['foreign.nvOtherUnits'] = v['foreign.nvOtherCompute'] / x['foreign.nvOtherPerf']
    v['market.totalUnits'] = v['market.domesticUnits'] + v['h200.units'] + v['foreign.otherUnits'] + v['foreign.nvOtherUnits'] \
        + v['grey.units']
    for first, ratio in (('balance.firstDomestic', 'balance.domesticUsd'), ('balance.firstTotal', 'balance.totalUsd'),
                         ('balance.firstDomesticCompute', 'balance.domesticCompute')):
        before = trace[t - 1][first] if t else np.full_like(v[ratio], 12)
        v[first] = np.where(before < 12, before, np.where(v[ratio] >= 1, t, 12))
    v['balance.trainingDemandUsd'] = v['demand.usd'] * v['demand.trainingShare']
    v['h200.grossProfitUsd'] = v['h200.usd'] - v['h200.levyUsd'] - v['h200.units'] * x['h200.unitCostUsd'] * v['h200.upgradeRatio'] / USD_SCALE
    v['h200.extraCostUsd'] = v['h200.units'] * (v['h200.buyerPrice'] - v['h200.listPrice']) / USD_SCALE
    v['balance.totalSupplyUsd'] = v['domestic.newUsd'] + v['market.foreignUsd']
    v['balance.totalSupplyCompute'] = v['domestic.newCompute'] + v['h200.compute'] + v['foreign.otherCompute'] \
        + v['foreign.nvOtherCompute'] + v['grey.compute']
    v['balance.gapUsd'] = v['balance.totalSupplyUsd'] - v['demand.usd']
    v['balance.gapCompute'] = v['balance.totalSupplyCompute'] - v['demand.compute']
    pull = {'huawei': 1.0} | {w: x[f'vendor.{w}Weight'] * np.exp(x[f'vendor.{w}Drift'] * (t + 1) / 4) for w in VENDORS}
    units = {'huawei': 1.0} | {w: pull[w] / x[f'vendor.{w}Asp'] for w in VENDORS}
    compute = {'huawei': 1.0} | {w: units[w] * x[f'vendor.{w}Perf'] for w in VENDORS}
    v['vendor.pullSum'], v['vendor.unitSum'] = sum(pull.values()), sum(units.values())
    v['vendor.computeSum'] = sum(compute.values())
    for w in pull:
        if w != 'huawei':
            v[f'vendor.{w}Pull'] = pull[w]
        v[f'vendor.{w}Usd'] = v['market.domesticUsd'] * pull[w] / v['vendor.pullSum']
        v[f'vendor.{w}Units'] = v['market.domesticUnits'] * units[w] / v['vendor.unitSum']
        v[f'vendor.{w}Compute'] = v['market.domesticCompute'] * compute[w] / v['vendor.computeSum']


def check_golden(path):
    """Compares with the trials of a file (and its `allUniformsHalf`, if it has one); returns whether all agree."""
    with open(path) as file:
        document = json.load(file)
    trials = document['trials'] + ([document['allUniformsHalf']] if 'allUniformsHalf' in document else [])
    n = len(trials)
    x = inputs_from_uniforms({id: np.array([trial['uniforms'][id] for trial in trials]).T for id in trials[0]['uniforms']}, {})
    trace = []
    out, quarterly = evaluate(x, n, trace=trace)
    for t in range(12):
        add_unused(trace, x, t)
    ours = {
        'inputs': {id: np.broadcast_to(value, (12, n) if id in EACH_QUARTER else (n,)) for id, value in x.items()},
        'outputs': {id: value for id, value in out.items() if id in HORIZON}
        | {f'{id}[{year}]': value[y] for id, value in out.items() if id not in HORIZON for y, year in enumerate(YEARS)},
        'quarterly': {id: np.broadcast_to(value, (12, n)) for id, value in quarterly.items()},
        'trace': {id: np.array([np.broadcast_to(trace[t][id], n) for t in range(12)]) for id in trace[0]},
    }
    agree = True
    for part, tolerance in (('inputs', 1e-8), ('outputs', 1e-7), ('quarterly', 1e-7), ('trace', 1e-7)):
        worst, where, count, bad = 0.0, '-', 0, set()
        for i, trial in enumerate(trials):
            for id, theirs in trial.get(part, {}).items():
                if id not in ours[part]:
                    bad.add(f'{id} (missing)')
                    continue
                a, b = np.asarray(ours[part][id][..., i], dtype=float), np.asarray(theirs, dtype=float)
                # Relative to the greatest value of the row, so that a value that cancels to 1e-17 is not held against us.
                error = float(np.max(np.abs(a - b)) / max(1e-12, np.max(np.abs(b)))) if np.any(a != b) else 0.0
                count += b.size
                if not error <= tolerance:
                    bad.add(id)
                if not error <= worst:
                    worst, where = error, f'{id}, trial {i}'
        agree = agree and not bad
        print(f'{part:10} {count:6} values, worst relative difference {worst:.2e} ({where}), tolerance {tolerance:.0e}'
              + (f'; OUTSIDE: {", ".join(sorted(bad))}' if bad else ''))
    return agree


# ----------------------------------------------------------------------------------------------------------------
# --reference: the quantiles of every preset, with their standard errors

BATCHES = 32


def reference_row(draws):
    """mean, sd, quantiles; then their standard errors: of the mean from the sd, of the others from 32 batches."""
    summary = summarise(draws)
    batches = draws.reshape(BATCHES, -1)
    estimates = np.column_stack([batches.std(axis=1, ddof=1), np.array([quantiles(batch) for batch in np.sort(batches, axis=1)])])
    errors = estimates.std(axis=0, ddof=1) / math.sqrt(BATCHES)
    return [float(f'{value:.10g}') for value in (summary['mean'], summary['sd'], *summary['quantiles'].values())] \
        + [float(f'{value:.4g}') for value in (summary['seMean'], *errors)]


def write_reference(path, n, seed, chunk):
    if n % BATCHES:
        raise ValueError(f'--trials is {n}; for --reference it must be a multiple of {BATCHES}')
    columns = ['mean', 'sd', *PROBABILITIES]
    head = {
        'origin': f'python3 bench/peers/china_numpy.py --trials {n} --seed {seed} --chunk {chunk} --reference FILE '
                  f'(plain Monte Carlo, SFC64; Python {platform.python_version()}, NumPy {np.__version__})',
        'trials': n, 'seed': seed, 'quantileType': 7,
        'standardErrors': f'of the mean sd / sqrt(trials); of sd and quantiles from {BATCHES} batches',
        'columns': columns + [f'se.{column}' for column in columns],
        'zeroOneColumns': ['mean'],
    }
    parts = []
    for preset, overrides in PRESETS.items():
        ids, draws, _ = simulate(n, seed, chunk, overrides, series=False)
        lines = []
        for id, row in zip(ids, draws):
            values = [float(f'{row.mean():.10g}')] if id.split('[')[0] in ZERO_ONE else reference_row(row)
            lines.append(f'{json.dumps(id)}:{json.dumps(values, separators=(",", ":"))}')
        parts.append(f'{json.dumps(preset)}:{{\n' + ',\n'.join(lines) + '\n}')
        del draws, row    # two gigabytes, before the next preset takes as much
        print(preset, file=sys.stderr)
    with open(path, 'w') as file:
        file.write(json.dumps(head, separators=(',', ':'))[:-1] + ',\n"presets":{\n' + ',\n'.join(parts) + '\n}}\n')


# ----------------------------------------------------------------------------------------------------------------


def override(text):
    id, equals, value = text.partition('=')
    if not equals or id not in INPUTS | EACH_QUARTER:
        raise argparse.ArgumentTypeError(f'"{text}": wanted ID=VALUE with the id of an input')
    return id, float(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--trials', type=int, default=100_000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--chunk', type=int, default=4096, help='trials at a time')
    parser.add_argument('--preset', choices=PRESETS, default='baseline')
    parser.add_argument('--set', type=override, action='append', default=[], metavar='ID=VALUE', dest='overrides')
    parser.add_argument('--errors', action='store_true', help='standard errors of every statistic, from 16 batches')
    parser.add_argument('--no-series', action='store_true', help='leave out the quarterly series')
    parser.add_argument('--json', action='store_true', help='print times and outcomes as JSON')
    parser.add_argument('--golden', metavar='FILE', help='check against given trials')
    parser.add_argument('--reference', metavar='FILE', help='write the quantiles of every preset to FILE')
    arguments = parser.parse_args()
    if arguments.golden:
        sys.exit(0 if check_golden(arguments.golden) else 1)
    if arguments.reference:
        return write_reference(arguments.reference, arguments.trials, arguments.seed, arguments.chunk)

    n = arguments.trials
    began = time.perf_counter()
    overrides = PRESETS[arguments.preset] | dict(arguments.overrides)
    ids, draws, seconds = simulate(n, arguments.seed, arguments.chunk, overrides, not arguments.no_series)
    summary = with_errors if arguments.errors else summarise
    outcomes = {id: summary(row) for id, row in zip(ids, draws)}
    total = time.perf_counter() - began
    seconds |= {'drawAndModel': seconds['draw'] + seconds['model'], 'total': total}
    times = {name: value / n * 1e6 for name, value in seconds.items()}
    if arguments.json:
        print(json.dumps({'trials': n, 'seed': arguments.seed, 'preset': arguments.preset, 'chunk': arguments.chunk,
                          'microsecondsPerTrial': times, 'outcomes': outcomes}))
    else:
        print(f'{n} trials in chunks of {arguments.chunk}, microseconds per trial: '
              + ', '.join(f'{name} {value:.3f}' for name, value in times.items()))


if __name__ == '__main__':
    main()
