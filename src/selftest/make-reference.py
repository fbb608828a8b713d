"""Writes reference.json, what `chipcast selftest` holds a machine against: mpmath 1.3.0 at 60 digits, NumPy and SciPy.

    python3 src/selftest/make-reference.py > src/selftest/reference.json

Run from the root of the project. Every argument is the double nearest to what is written, because that is what is computed with.
Families that have a file test/fixtures/families-*.json (mpmath as well) are represented by three of their members there.
"""

import json
import math
import random
import struct
from glob import glob

import numpy
import scipy
import scipy.stats
from mpmath import beta, betainc, chop, cos, erfc, exp, expm1, fabs, findroot, inf, log, log1p, mp, mpf, nstr, pi, power, quad, sin, sqrt, workprec
from scipy.stats import qmc

mp.dps = 60

# Functions


def phi(z):
    return erfc(-z / sqrt(mpf(2))) / 2


def probit(p):
    """By Newton on the logarithm, which converges in a far tail too."""
    p = mpf(p)
    if p > mpf(1) / 2:
        return -probit(1 - p)
    z = -sqrt(-2 * log(p)) if p < mpf(1) / 10 else (p - mpf(1) / 2) * sqrt(2 * pi)
    for _ in range(100):
        c = phi(z)
        step = log(c / p) * c * sqrt(2 * pi) * exp(z * z / 2)
        z -= step
        if fabs(step) <= fabs(z) * mpf(10) ** -40:
            return z
    raise ArithmeticError(f"no quantile at {p}")


def wide(f):
    """With enough digits to lose the 1024 bits before the point of a huge angle."""

    def value(x):
        with workprec(1400):
            return f(mpf(x))

    return value


TRUE = {
    "exp": lambda x: exp(mpf(x)),
    "expm1": lambda x: expm1(mpf(x)),
    "log": lambda x: log(mpf(x)),
    "log1p": lambda x: log1p(mpf(x)),
    "sin": wide(sin),
    "cos": wide(cos),
    "pow": lambda x, y: power(mpf(x), mpf(y)),
    "normalQuantile": probit,
    "normalCdf": lambda z: phi(mpf(z)),
    "normalDensity": lambda z: exp(-mpf(z) ** 2 / 2) / sqrt(2 * pi),
}


def arguments():
    rng = random.Random(2026)

    def double():
        """A positive double with any finite exponent."""
        return struct.unpack(">d", struct.pack(">Q", rng.randrange(1, 0x7FF << 52)))[0]

    def sign():
        return rng.choice([-1, 1])

    def small(n):
        return [sign() * 2.0 ** rng.uniform(-60, -1) for _ in range(n)]

    angles = [
        *(sign() * rng.random() * 4 for _ in range(20)),
        *(sign() * rng.random() * 2.0**20 for _ in range(30)),
        *(math.nextafter(sign() * rng.randrange(667544) * math.pi / 2, sign() * math.inf) for _ in range(30)),
        *(sign() * double() for _ in range(30)),
        # The last is the double that lies nearest a multiple of pi / 2, relative to its size.
        *[5e-324, 1e-310, 2.0**-27, 1048575.9999999999, 1048576, 1.7976931348623157e308, 6381956970095103 * 2.0**797],
    ]
    scores = [
        *(rng.uniform(-4, 4) for _ in range(40)),
        *(rng.uniform(-37.5, 0) for _ in range(30)),
        *(rng.uniform(-38.4, -37.5) for _ in range(15)),
        *(rng.uniform(0, 8.5) for _ in range(15)),
        *small(15),
        *[-37.5, -37.51, -34, -33.99999999999999, 8.3],
    ]
    plain = {
        "exp": [
            *(rng.uniform(-745.1, 709.7) for _ in range(50)),
            *(rng.uniform(-2, 2) for _ in range(30)),
            *(rng.uniform(-745.1, -708) for _ in range(20)),
            *small(20),
            *[709.782712893384, -708.3964185322641, -708.4, -745.13, 5e-324, -1e-310, 1, -1],
        ],
        "expm1": [*(rng.uniform(-40, 700) for _ in range(30)), *(rng.uniform(-1.2, 1.2) for _ in range(40)), *small(40), 5e-324, -1e-310],
        "log": [
            *(double() for _ in range(40)),
            *(rng.uniform(0.5, 2) for _ in range(40)),
            *(1 + s for s in small(20)),
            *(rng.random() * 2.0**-1022 for _ in range(20)),
            *[5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 0.9999999999999999, 1.0000000000000002, 2, 10],
        ],
        "log1p": [*(double() for _ in range(20)), *(rng.uniform(-1, 3) for _ in range(40)), *small(40), 5e-324, -1e-310, -0.9999999999999999],
        "sin": angles,
        "cos": angles,
        "normalQuantile": [
            *(rng.random() for _ in range(50)),
            *(rng.uniform(0.45, 0.55) for _ in range(15)),
            *(rng.random() * 2.0**-9 for _ in range(15)),
            *(math.exp(-rng.uniform(5, 744)) for _ in range(30)),
            *(1 - math.exp(-rng.uniform(2, 36.5)) for _ in range(20)),
            *[1e-300, 5e-324, 1e-310, 0.0009765625, 0.0009765624999999999, 0.25, 0.49999999999999994, 0.5000000000000001, 0.9999999999999999],
        ],
        "normalCdf": scores,
        "normalDensity": [*scores, *(-z for z in scores[70:85])],
    }
    rows = {name: [(x, None) for x in xs] for name, xs in plain.items()}
    powers = [(rng.uniform(0, 10), rng.uniform(-10, 10)) for _ in range(40)]
    for _ in range(20):
        x, near = double(), 1 + sign() * 2.0 ** rng.uniform(-50, -4)
        powers += [(x, rng.uniform(-744, 709) / math.log(x)), (near, rng.uniform(690, 709) / math.log(near)), (near, rng.uniform(-744, -690) / math.log(near))]
        powers += [(rng.random() * 2.0**-1022, -rng.random()), (-rng.uniform(0, 10), float(rng.randrange(-40, 40)))]
    powers += [(2, 1023), (2, -1074), (0.5, 1073), (10, 308), (10, -323), (3, 5), (-3, 5), (1.0000000000000002, 3e18)]
    rows["pow"] = [(float(x), float(y)) for x, y in powers]
    return rows


def functions():
    """Rows of x, y, the double nearest to the true value, and what that lacks in units of its last place."""
    found = {}
    for name, pairs in arguments().items():
        found[name] = []
        for x, y in pairs:
            truth = TRUE[name](x) if y is None else TRUE[name](x, y)
            nearest = float(truth)
            if not math.isinf(nearest):
                found[name].append([x, y, nearest, float((truth - mpf(nearest)) / mpf(math.ulp(nearest)))])
    return found


# Distributions

LOWER = [1e-12, 1e-6, 1e-3, 0.1, 0.25, 0.5]
UPPER = [1e-12, 1e-6, 1e-3, 0.1, 0.25]


def number(x):
    if x in (inf, -inf):
        return "inf" if x > 0 else "-inf"
    return float(nstr(x, 17))


def normal(mean, sd):
    z = lambda p: mpf(mean) + mpf(sd) * probit(p)
    return {"mean": mpf(mean), "sd": mpf(sd), "lower": z, "upper": lambda q: mpf(mean) - mpf(sd) * probit(q)}


def lognormal(mu, sigma):
    mu, sigma = mpf(mu), mpf(sigma)
    mean = exp(mu + sigma**2 / 2)
    law = normal(mu, sigma)
    return {"mean": mean, "sd": mean * sqrt(expm1(sigma**2)), "lower": lambda p: exp(law["lower"](p)), "upper": lambda q: exp(law["upper"](q))}


def lognormal_between(p10, p90):
    """Levels are exact here: 1/10 and 9/10."""
    low, high = log(mpf(p10)), log(mpf(p90))
    return lognormal((low + high) / 2, (high - low) / (-2 * probit(mpf(1) / 10)))


def uniform(least, greatest):
    a, b = mpf(least), mpf(greatest)
    return {"mean": (a + b) / 2, "sd": (b - a) / sqrt(mpf(12)), "lower": lambda p: a + (b - a) * p, "upper": lambda q: b - (b - a) * q}


def truncnormal(mean, sd, least, greatest):
    m, s = mpf(mean), mpf(sd)
    a, b = (mpf(least) - m) / s, (mpf(greatest) - m) / s
    if a + b > 0:
        mirrored = truncnormal(-m, s, -mpf(greatest), -mpf(least))
        return {"mean": -mirrored["mean"], "sd": mirrored["sd"], "lower": lambda p: -mirrored["upper"](p), "upper": lambda q: -mirrored["lower"](q)}
    low, high = phi(a), phi(b)
    # From the end that is nearer to the mean, over the distance where the density falls by exp(-150).
    near = min(b, mpf(0))
    reach = 300 / (fabs(near) + sqrt(near**2 + 300))
    start, end = max(a - near, -reach), min(b - near, reach)
    points = [start + (end - start) * k / 40 for k in range(41)]
    density = lambda t: exp(-t * (near + t / 2))
    total = quad(density, points)
    offset = quad(lambda t: t * density(t), points) / total
    variance = quad(lambda t: (t - offset) ** 2 * density(t), points) / total
    return {
        "mean": m + s * (near + offset),
        "sd": s * sqrt(variance),
        "lower": lambda p: m + s * probit(low + p * (high - low)),
        "upper": lambda q: m + s * probit(high - q * (high - low)),
    }


def share_below(a, b, p):
    """x where I_x(a, b) = p <= 1/2, by the secant method for its logarithm."""
    start = (log(p) + log(a) + log(beta(a, b))) / a
    start = min(start, log(a / (a + b)))
    missing = lambda y: log(betainc(a, b, 0, exp(y), regularized=True)) - log(p)
    return exp(findroot(missing, (start, start - mpf(1) / 100), tol=mpf(10) ** -70, maxsteps=200))


def beta_on(a, b, least, greatest):
    least, width, total = mpf(least), mpf(greatest) - mpf(least), a + b
    return {
        "mean": least + width * a / total,
        "sd": width * sqrt(a * b / (total + 1)) / total,
        "lower": lambda p: least + width * share_below(a, b, p),
        "upper": lambda q: least + width * (1 - share_below(b, a, q)),
    }


def share(mean, n):
    return beta_on(mpf(mean) * n, (1 - mpf(mean)) * n, 0, 1)


def pert(least, mode, greatest):
    least, mode, greatest = mpf(least), mpf(mode), mpf(greatest)
    width = greatest - least
    return beta_on(1 + 4 * (mode - least) / width, 1 + 4 * (greatest - mode) / width, least, greatest)


def discrete(pairs):
    """No level may coincide with a cumulative probability: which value it belongs to is a matter of definition."""
    pairs = [(mpf(value), mpf(p)) for value, p in pairs]
    total = sum(p for _, p in pairs)
    mean = chop(sum(value * p for value, p in pairs) / total, mpf(10) ** -50)
    below = lambda x: sum(p for value, p in pairs if value <= x)

    def lower(p):
        assert not 1e-9 < p < 1 - 1e-9 or all(fabs(below(value) - p) > 1e-9 for value, _ in pairs)
        return next(value for value, _ in pairs if below(value) > p)

    return {
        "mean": mean,
        "sd": sqrt(sum((value - mean) ** 2 * p for value, p in pairs) / total),
        "lower": lower,
        "upper": lambda q: lower(1 - mpf(q)),
        "below": below,
    }


def straight(edges, masses):
    """Uniform between neighbouring edges, each piece with its share of the masses."""
    edges, masses = [mpf(x) for x in edges], [mpf(m) for m in masses]
    total = sum(masses)
    pieces = [(a, b, m / total) for a, b, m in zip(edges, edges[1:], masses)]
    mean = sum(m * (a + b) / 2 for a, b, m in pieces)
    square = sum(m * (a * a + a * b + b * b) / 3 for a, b, m in pieces)

    def lower(p):
        before = mpf(0)
        for a, b, m in pieces:
            if m > 0 and p <= before + m:
                return a + (b - a) * (p - before) / m
            before += m
        return edges[-1]

    return {"mean": mean, "sd": sqrt(square - mean**2), "lower": lower, "upper": lambda q: lower(1 - mpf(q))}


def cumulative(points):
    """Straight lines between points of the distribution function."""
    levels = [mpf(p) for _, p in points]
    return straight([x for x, _ in points], [b - a for a, b in zip(levels, levels[1:])])


def evenly(least, greatest):
    count = greatest - least + 1
    return discrete([(least + k, mpf(1) / count) for k in range(count)])


def member(text, law):
    lower = [(p, law["lower"](mpf(p))) for p in LOWER]
    upper = [(q, law["upper"](mpf(q))) for q in UPPER]
    # One in four draws lies below the first of these, one in two, three in four; of a discrete distribution as many as it says.
    levels = [(lower[4][1], mpf(1) / 4), (lower[5][1], mpf(1) / 2), (upper[4][1], mpf(3) / 4)]
    below = law.get("below")
    return {
        "text": text,
        "mean": number(law["mean"]),
        "sd": number(law["sd"]),
        "quantiles": [[p, number(x)] for p, x in lower],
        "upper": [[q, number(x)] for q, x in upper],
        "shares": [[number(x), number(below(x) if below else p)] for x, p in levels],
    }


def own_members():
    return [
        member("point(3.5)", discrete([(3.5, 1)])),
        member("point(-0.1)", discrete([(-0.1, 1)])),
        member("normal(mean=0, sd=1)", normal(0, 1)),
        member("normal(mean=10, sd=2)", normal(10, 2)),
        member("truncnormal(mean=0.35, sd=0.55, min=-1.2, max=2)", truncnormal(0.35, 0.55, -1.2, 2)),
        member("truncnormal(mean=0, sd=1, min=8, max=20)", truncnormal(0, 1, 8, 20)),
        member("truncnormal(mean=5, sd=1, min=-40, max=-25)", truncnormal(5, 1, -40, -25)),
        member("lognormal(p10=0.04, p90=0.08)", lognormal_between(0.04, 0.08)),
        member("lognormal(mu=1, sigma=1.5)", lognormal(1, 1.5)),
        member("uniform(min=0, max=3)", uniform(0, 3)),
        member("uniform(min=-2, max=5)", uniform(-2, 5)),
        member("pert(min=0, mode=1, max=2)", pert(0, 1, 2)),
        member("pert(min=0.003, mode=0.018, max=0.06)", pert(0.003, 0.018, 0.06)),
        member("pert(min=0, mode=0, max=1)", pert(0, 0, 1)),
        member("beta(mean=0.25, n=40)", share(0.25, 40)),
        member("beta(mean=0.05, n=4)", share(0.05, 4)),
        member("beta(mean=0.1, n=2000)", share(0.1, 2000)),
        member("discrete(-1:0.2, 0.5:0.45, 8:0.35)", discrete([(-1, 0.2), (0.5, 0.45), (8, 0.35)])),
        member("discrete(0:0.9985, 1:0.0015)", discrete([(0, 0.9985), (1, 0.0015)])),
        member("discreteuniform(min=-3, max=3)", evenly(-3, 3)),
        member("discreteuniform(min=0, max=1000)", evenly(0, 1000)),
        member("bernoulli(p=0.3)", discrete([(0, 1 - mpf(0.3)), (1, 0.3)])),
        member("bernoulli(p=0.002)", discrete([(0, 1 - mpf(0.002)), (1, 0.002)])),
        member("histogram(0:0.3, 10:0.7, 25)", straight([0, 10, 25], [0.3, 0.7])),
        member("histogram(-2:1, 0:5, 1:2, 4)", straight([-2, 0, 1, 4], [1, 5, 2])),
        member("cumulative(0:0, 10:0.3, 25:1)", cumulative([(0, 0), (10, 0.3), (25, 1)])),
        member("cumulative(-5:0, -1:0.45, 2:0.9, 40:1)", cumulative([(-5, 0), (-1, 0.45), (2, 0.9), (40, 1)])),
    ]


def family_of(text):
    return text.split("(")[0].strip().lower().replace("-", "").replace("_", "")


def of_fixture(row):
    """A row of test/fixtures/families-*.json, with the probabilities of what is below three of its values."""
    lower, upper = dict(map(tuple, row["quantiles"])), dict(map(tuple, row["upper"]))
    known = {x: cdf for x, cdf, *_ in row["at"]}
    levels = [(lower[0.25], 0.25), (lower[0.5], 0.5), (upper[0.25], 0.75)]
    # The greatest value of a discrete distribution is not in the list, for nothing lies above it.
    shares = [[x, known.get(x, 1.0 if x == row["support"][1] else p)] for x, p in levels]
    return {key: row[key] for key in ("text", "mean", "sd", "quantiles", "upper")} | {"shares": shares}


def members():
    """First, middle and last of each family in the files: of the plainest shape, of another, and given by moments or quantiles."""
    rows = own_members()
    own = {family_of(row["text"]) for row in rows}
    others = {}
    for path in sorted(glob("test/fixtures/families-*.json")):
        with open(path) as file:
            for row in json.load(file):
                levels = {p for p, _ in row["quantiles"]}, {q for q, _ in row["upper"]}
                if "(" in row["text"] and {0.25, 0.5} <= levels[0] and 0.25 in levels[1]:
                    others.setdefault(family_of(row["text"]), []).append(row)
    for family, found in sorted(others.items()):
        if family not in own:
            places = sorted({0, len(found) // 2, len(found) - 1})
            rows += [of_fixture(found[k]) for k in places]
    return rows


# Generator


def rc4(text):
    """RC4 from its description; the first 256 bytes dropped, the next sixteen as four big-endian words."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + text[i % len(text)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    stream = bytearray()
    for _ in range(256 + 16):
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        stream.append(state[(state[i] + state[j]) % 256])
    return list(struct.unpack(">4I", bytes(stream[256:])))


def keys():
    rows = []
    for seed, name, replicate in [("1", "a", None), ("0", "stock.retirementRate", 15), ("Größe 7", "prc.stanceNoise[2026Q1]", None), ("芯片", "😀", 3)]:
        # Each text with the number of its bytes before it, then a zero byte.
        parts = [seed.encode(), name.encode(), b"" if replicate is None else str(replicate).encode()]
        text = b"".join(str(len(part)).encode() + b":" + part for part in parts) + b"\0"
        rows.append([seed, name, replicate, rc4(text)])
    return rows


def sobol():
    """Coordinates times 2^32. SciPy's point at position g is point g ^ (g >> 1) in natural order."""
    engine = qmc.Sobol(1024, scramble=False, bits=32)
    first = engine.random(8)
    later = engine.fast_forward(1_000_000 - 8).random(4)
    positions = [*range(8), *range(1_000_000, 1_000_004)]
    points = {d: [int(x * 2**32) for part in (first, later) for x in part[:, d]] for d in [*range(16), 99, 511, 1022, 1023]}
    return {"positions": positions, "points": points}


# Estimators


def samples():
    """Sample quantiles as NumPy's method "linear" defines them, moments without rounding."""
    draws = {
        "logarithms": numpy.log(numpy.arange(1, 102)).tolist(),
        "ties": [1.0, 1.0, 1.0, 2.0, 2.0, 5.0, 5.0, 5.0, 5.0, 7.0],
        # A spread that is a thousandth of the mean: sums of plain squares would lose six digits and more.
        "far from zero": [1000 + math.sin(k) for k in range(60)],
        "skewed": [math.exp(3 * math.sin(k * k)) for k in range(1, 81)],
    }
    rows = []
    for name, values in draws.items():
        ordered = sorted(values)
        quantiles = []
        for p in [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1]:
            place = (len(ordered) - 1) * mpf(p)
            rank = int(place)
            low, high = mpf(ordered[rank]), mpf(ordered[min(rank + 1, len(ordered) - 1)])
            exact = low + (place - rank) * (high - low)
            # NumPy rounds its steps.
            assert fabs(exact - numpy.quantile(values, p, method="linear")) <= 1e-14 * fabs(exact)
            quantiles.append([p, float(exact)])
        mean = sum(map(mpf, values)) / len(values)
        sd = sqrt(sum((mpf(x) - mean) ** 2 for x in values) / (len(values) - 1))
        rows.append({"name": name, "draws": values, "mean": float(mean), "sd": float(sd), "quantiles": quantiles})
    return rows


def estimates():
    """Standard error and 95 % interval of a mean of replicates: SciPy, and the inverse of Hall's transform found as a root.

    Skewness counts up to where the transform has bent nine tenths of the way at the end of the interval.
    """
    parts = {
        "even": [10 + math.sin(k) for k in range(16)],
        "skewed": [math.exp(1.5 * math.sin(k * k)) for k in range(1, 17)],
        "few": [3.25, 2.5, 4.75],
        "two": [1.5, 1.25],
    }
    rows = []
    for name, values in parts.items():
        n = len(values)
        mean, se = sum(values) / n, float(scipy.stats.sem(values))
        a = float(scipy.stats.skew(values, bias=False)) / math.sqrt(n) if n > 2 else 0.0
        t = float(scipy.stats.t.isf(0.025, n - 1))
        a = max(-0.9 / t, min(0.9 / t, a))
        hall = lambda s: s + a * s**2 / 3 + a**2 * s**3 / 27 + a / 6
        ends = (findroot(lambda s: hall(s) - x, (-1000, 1000), solver="bisect", maxsteps=300) for x in (t, -t))
        low, high = (mean - se * float(end) for end in ends)
        rows.append({"name": name, "parts": values, "value": mean, "se": se, "low": low, "high": high})
    return rows


def block(entries):
    return ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)


def written(name, content):
    if isinstance(content, list):
        return f'"{name}": [\n{block(content)}\n]'
    inside = ",\n".join(f'"{key}": [\n{block(rows)}\n]' for key, rows in content.items())
    return f'"{name}": {{\n{inside}\n}}'


made_by = f"mpmath 1.3.0, numpy {numpy.__version__}, scipy {scipy.__version__}"
print("{")
print(f'"madeBy": {json.dumps(made_by)},')
print(written("functions", functions()) + ",")
print(written("members", members()) + ",")
print(written("keys", keys()) + ",")
print(f'"sobol": {json.dumps(sobol())},')
print(written("samples", samples()) + ",")
print(written("estimates", estimates()))
print("}")
