"""
Writes every table and fitted coefficient of src/math: exp-table.ts, log-table.ts,
trigonometric-table.ts, normal-quantile-table.ts and normal-cdf-table.ts.

    python3 src/math/make-tables.py && npx biome format --write src/math/*-table.ts

Needs mpmath (written with 1.3.0); takes about a minute. All values are worked out at 60 digits and
rounded once, to the nearest double, which is printed with the fewest digits that read back as itself.
"""

import struct
from pathlib import Path
from statistics import NormalDist

from mpmath import cos, erfc, exp, floor, fabs, log, log1p, lu_solve, matrix, mp, mpf, pi, sin, sqrt, workdps

mp.dps = 60
HERE = Path(__file__).parent


# --- writing -------------------------------------------------------------------------------------


def bits(x):
    return struct.unpack('>Q', struct.pack('>d', x))[0]


def from_bits(b):
    return struct.unpack('>d', struct.pack('>Q', b))[0]


def literal(x):
    text = repr(float(x))
    return text[:-2] if text.endswith('.0') else text


def constant(name, value, comment):
    return f'/** {comment} */\nexport const {name}: number = {literal(value)};\n'


def word(name, x, comment):
    return f'/** {comment} */\nexport const {name}: i32 = 0x{bits(x) >> 32:08x};\n'


def table(name, rows, comment):
    lines = '\n'.join('  ' + ' '.join(literal(x) + ',' for x in row) for row in rows)
    return (
        f'/**\n * {comment}\n */\n// biome-ignore format: one row an entry.\n'
        f'export const {name}: StaticArray<number> = [\n{lines}\n];\n'
    )


def write(file, head, parts):
    text = f'// Written by make-tables.py, not by hand. {head}\n\n' + '\n'.join(parts)
    (HERE / file).write_text(text)


# --- fitting -------------------------------------------------------------------------------------


def horner(c, x):
    total = mpf(0)
    for a in reversed(c):
        total = total * x + a
    return total


def minimax(f, low, high, degree, weight=lambda x: mpf(1)):
    """Coefficients of the polynomial with least greatest |weight (p - f)| on [low, high] (Remez)."""
    n = degree + 2
    low, high = mpf(low), mpf(high)
    nodes = [(low + high) / 2 - (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    grid = [low + (high - low) * (1 - cos(pi * k / 400)) / 2 for k in range(401)]
    values = [(x, f(x), weight(x)) for x in grid]
    for _ in range(8):
        system = matrix(n, n)
        right = matrix(n, 1)
        for row, x in enumerate(nodes):
            w = weight(x)
            for column in range(degree + 1):
                system[row, column] = x**column * w
            system[row, degree + 1] = (-1) ** row
            right[row] = f(x) * w
        solution = lu_solve(system, right)
        c = [solution[k] for k in range(degree + 1)]
        level = fabs(solution[degree + 1])
        errors = [(x, (horner(c, x) - v) * w) for x, v, w in values]
        # One extremum for each run of errors of one sign.
        runs = []
        for x, e in errors:
            if runs and (runs[-1][1] > 0) == (e > 0):
                if fabs(e) > fabs(runs[-1][1]):
                    runs[-1] = (x, e)
            else:
                runs.append((x, e))
        worst = max(fabs(e) for _, e in runs)
        if len(runs) < n or worst < level * mpf('1.001'):
            break
        while len(runs) > n:
            runs.pop(0 if fabs(runs[0][1]) < fabs(runs[-1][1]) else -1)
        nodes = [x for x, _ in runs]
    return c, worst


def interpolant(f, low, high, count=22):
    """A stand-in for a costly f: its Chebyshev interpolation, here exact to some 30 digits."""
    nodes = [(low + high) / 2 - (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    values = [f(x) for x in nodes]
    weights = [(-1) ** k * sin(pi * (2 * k + 1) / (2 * count)) for k in range(count)]

    def value(x):
        top = bottom = mpf(0)
        for node, v, w in zip(nodes, values, weights):
            if x == node:
                return v
            top += w * v / (x - node)
            bottom += w / (x - node)
        return top / bottom

    return value


def segment(f, low, high, degree=7):
    """The fit of f on [low, high] as a polynomial of (x - middle), and its relative error."""
    low, high = mpf(low), mpf(high)
    middle, half = (low + high) / 2, (high - low) / 2
    g = interpolant(f, low, high)
    c, error = minimax(lambda t: g(middle + half * t), -1, 1, degree)
    c = [float(a / half**k) for k, a in enumerate(c)]
    return c, float(error / min(fabs(g(low)), fabs(g(high))))


def cut(x, grid):
    """x cut to a multiple of 2^-grid."""
    return float(floor(mpf(x) * mpf(2) ** grid) / mpf(2) ** grid)


# --- exp -----------------------------------------------------------------------------------------


def write_exp():
    step = log(2) / 128
    # Somewhat more than half a step: pow and the normal distribution add a low part, up to 4.3e-5, after the rounding.
    reach = step / 2 + mpf('4.5e-5')
    c, error = minimax(
        lambda r: (exp(r) - 1 - r) / r**2 if fabs(r) > mpf(10) ** -20 else mpf(1) / 2, -reach, reach, 3, lambda r: r * r + reach**2 / 1000
    )
    high = cut(step, 42)
    rows = []
    for i in range(128):
        value = mpf(2) ** (mpf(i) / 128)
        rounded = float(value)
        # Without i in its exponent and fraction: a machine adds k to them, and k ends in i.
        rows.append((float(value / mpf(rounded) - 1), from_bits(bits(rounded) - (i << 45))))
    parts = [
        constant('STEPS_PER_LN', 1 / step, '128 / ln 2.'),
        constant('STEP_HIGH', high, 'ln 2 / 128, cut to 2^-42: times 2^18 or less it is exact.'),
        constant('STEP_LOW', step - mpf(high), 'What STEP_HIGH leaves of ln 2 / 128.'),
        *(
            constant(f'EXP_{k + 2}', a, f'Coefficient of r^{k + 2} in exp(r) - 1 - r, |r| <= {float(reach):.5f}.')
            for k, a in enumerate(c)
        ),
        table(
            'EXP_TABLE',
            rows,
            'For i = 0 to 127: what rounding took from 2^(i/128), relative to it; and the rounded 2^(i/128), from whose bits\n'
            ' * i 2^45 is taken, so that adding k 2^45, k = 128 e + i, gives 2^(k/128) = 2^e 2^(i/128).',
        ),
    ]
    write('exp-table.ts', f'The polynomial is within {float(error):.1e} of exp.', parts)


# --- log -----------------------------------------------------------------------------------------


def write_log():
    # Significands run from FIRST to twice that; the low word is zero, so 32-bit integers do the indexing.
    first = 0x3FE69555_00000000
    rows, reach = [], 0.0
    for i in range(128):
        low, high = from_bits(first + (i << 45)), from_bits(first + ((i + 1) << 45))
        grid_of_z = 53 if low < 1 else 52
        best = None
        for a in range(160, 400):
            inverse = a / 256
            r = max(abs(low * inverse - 1), abs(high * inverse - 1))
            bits_of_inverse = next(m for m in range(9) if inverse * 2**m == int(inverse * 2**m))
            # z * inverse - 1 must be a double, and no larger than the logarithm to which it is added.
            if r * 2.0 ** (grid_of_z + bits_of_inverse) > 2.0**53:
                continue
            if inverse != 1 and abs(log(inverse)) < r:
                continue
            if low < 1 < high and inverse != 1:
                continue
            if best is None or r < best[0]:
                best = (r, inverse)
        reach = max(reach, best[0])
        value = -log(mpf(best[1]))
        head = cut(value + mpf(2) ** -44, 43)
        rows.append((best[1], head, float(value - mpf(head)), 0.0))
    R = mpf(reach)
    c, error = minimax(lambda r: (log1p(r) - r + r * r / 2) / r**3 if fabs(r) > mpf(10) ** -15 else mpf(1) / 3, -R, R, 5, lambda r: fabs(r) ** 3 + R**3 / 1000)
    ln2_high = cut(log(2), 42)
    parts = [
        word('LOG_FIRST_WORD', from_bits(first), 'The high word of the least significand, 0.7057; its other word is zero.'),
        constant('LN2_HIGH', ln2_high, 'ln 2 cut to 2^-42: times an exponent it is exact.'),
        constant('LN2_LOW', log(2) - mpf(ln2_high), 'What LN2_HIGH leaves of ln 2.'),
        *(
            constant(f'LOG_{k + 3}', a, f'Coefficient of r^{k + 3} in log(1 + r) - r + r^2 / 2, |r| <= {reach:.5f}.')
            for k, a in enumerate(c)
        ),
        table(
            'LOG_TABLE',
            rows,
            'For the 128 intervals of a significand z, from 0.7057 to 1.4115: a number v of 9 bits or fewer near 1 / z, such\n'
            ' * that z v - 1 is a double; -log(v) cut to 2^-43; the rest of -log(v); and 0, for the alignment.',
        ),
    ]
    write('log-table.ts', f'The polynomial is within {float(error):.1e} of log.', parts)


# --- sin, cos ------------------------------------------------------------------------------------


def write_trigonometric():
    reach = (pi / 4) ** 2 * mpf('1.001')
    tiny = mpf(10) ** -20

    def root(f, at_zero):
        return lambda s: f(sqrt(s)) if s > tiny else at_zero

    s, sin_error = minimax(root(lambda r: (sin(r) - r) / r**3, -mpf(1) / 6), 0, reach, 5, lambda s: s + tiny)
    c, cos_error = minimax(root(lambda r: (cos(r) - 1 + r * r / 2) / r**4, mpf(1) / 24), 0, reach, 5, lambda s: s * s + tiny)
    pieces, rest = [], pi / 2
    for bits_after_point in (32, 65, 98):
        pieces.append(cut(rest, bits_after_point))
        rest -= mpf(pieces[-1])
    pieces.append(float(rest))
    with workdps(450):
        words = [int(floor(2 / pi * mpf(2) ** (24 * (k - 1)))) & 0xFFFFFF for k in range(56)]
    high = from_bits(bits(float(pi / 2)) & ~0x7FFFFFF)
    middle = from_bits(bits(float(pi / 2 - mpf(high))) & ~0x7FFFFFF)
    parts = [
        constant('QUADRANTS_PER_RADIAN', 2 / pi, '2 / pi.'),
        *(
            constant(f'QUADRANT_{k + 1}', p, f'Piece {k + 1} of pi / 2' + (': times 2^20 or less it is exact.' if k < 3 else ': what the others leave.'))
            for k, p in enumerate(pieces)
        ),
        constant('HALF_PI_HIGH', high, 'pi / 2 to 26 bits.'),
        constant('HALF_PI_MIDDLE', middle, 'The next 26 bits of pi / 2.'),
        constant('HALF_PI_LOW', pi / 2 - mpf(high) - mpf(middle), 'What HALF_PI_HIGH and HALF_PI_MIDDLE leave of pi / 2.'),
        *(constant(f'SIN_{2 * k + 3}', a, f'Coefficient of r^{2 * k + 3} in sin(r) - r.') for k, a in enumerate(s)),
        *(constant(f'COS_{2 * k + 4}', a, f'Coefficient of r^{2 * k + 4} in cos(r) - 1 + r^2 / 2.') for k, a in enumerate(c)),
        table('TWO_OVER_PI', [words[k : k + 8] for k in range(0, 56, 8)], 'Two words of nothing, then the bits of 2 / pi after the point, 24 to a word.'),
    ]
    write('trigonometric-table.ts', f'For |r| <= pi / 4 the polynomials are within {float(sin_error):.1e} of sin(r) / r and {float(cos_error):.1e} of cos(r).', parts)


# --- the normal distribution ---------------------------------------------------------------------


def normal_quantile(p):
    """Newton's method on log(Phi), from a double's worth of digits or, far out, from the leading term."""
    z = mpf(NormalDist().inv_cdf(float(p))) if p > mpf(10) ** -300 else -sqrt(-2 * log(p))
    for _ in range(50):
        phi = erfc(-z / sqrt(2)) / 2
        step = log(phi / p) * phi * sqrt(2 * pi) * exp(z * z / 2)
        z -= step
        if fabs(step) < mpf(10) ** -30:
            return z
    raise ArithmeticError(f'no quantile at {p}')


def write_normal_quantile():
    rows, worst = [], 0
    for octave in range(-10, -1):
        for part in range(16):
            low = mpf(2) ** octave * (1 + mpf(part) / 16)
            high = mpf(2) ** octave * (1 + mpf(part + 1) / 16)
            c, error = segment(lambda p: normal_quantile(p) / (p - mpf(1) / 2), low, high)
            rows.append(c)
            worst = max(worst, error)
    rows.append([float(sqrt(2 * pi))] + [0.0] * 7)
    tail_rows = []
    for octave in (1, 2, 3, 4):
        for part in range(16):
            low = mpf(2) ** octave * (1 + mpf(part) / 16)
            high = mpf(2) ** octave * (1 + mpf(part + 1) / 16)
            if high < 2.64 or low > 27.5:
                continue
            c, error = segment(lambda s: -normal_quantile(exp(-s * s)), low, high)
            tail_rows.append(c)
            worst = max(worst, error)
    parts = [
        word('NORMAL_QUANTILE_FIRST_WORD', 2.0**-10, 'The high word of 2^-10, where the first table begins.'),
        word('NORMAL_TAIL_FIRST_WORD', 2.625, 'The high word of 2.625, where the second table begins.'),
        table(
            'NORMAL_QUANTILE_TABLE',
            rows,
            'Row 16 i + j is for the probabilities p from 2^(i-10) (1 + j/16) to 2^(i-10) (1 + (j+1)/16): coefficients, lowest\n'
            ' * first, of a polynomial of (p - their middle) that gives z / (p - 1/2). The last row is for p = 1/2.',
        ),
        table(
            'NORMAL_TAIL_TABLE',
            tail_rows,
            'For s = sqrt(-log(p)), rows in the same manner, 16 to an octave, from s = 2.625 to 28: coefficients, lowest first, of\n'
            ' * a polynomial of (s - the middle) that gives -z.',
        ),
    ]
    write('normal-quantile-table.ts', f'The polynomials are within {worst:.1e} of the function, relative to it.', parts)


def write_normal_cdf():
    def mills(t):
        return erfc(t / sqrt(2)) / 2 * exp(t * t / 2)

    rows, worst = [], 0
    for octave in range(6):
        for part in range(32):
            low = mpf(2) ** octave * (1 + mpf(part) / 32) - 1
            high = mpf(2) ** octave * (1 + mpf(part + 1) / 32) - 1
            if low > 39:
                break
            c, error = segment(mills, low, high)
            rows.append(c)
            worst = max(worst, error)
    parts = [
        word('NORMAL_CDF_FIRST_WORD', 1.0, 'The high word of t + 1 where the table begins.'),
        table(
            'NORMAL_CDF_TABLE',
            rows,
            'Row 32 i + j is for t + 1 from 2^i (1 + j/32) to 2^i (1 + (j+1)/32), up to t = 39: coefficients, lowest first, of\n'
            ' * a polynomial of (t - their middle) that gives Phi(-t) exp(t^2 / 2).',
        )
    ]
    write('normal-cdf-table.ts', f'The polynomials are within {worst:.1e} of the function, relative to it.', parts)


write_exp()
write_log()
write_trigonometric()
write_normal_quantile()
write_normal_cdf()
