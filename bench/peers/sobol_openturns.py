"""The other side of sobol-against-openturns.ts: Sobol indices of the product of 60 factors with OpenTURNS.

Prints JSON: seconds for design, evaluation and indices, and the first- and total-order indices.
"""

import json
import sys
import time

import openturns as ot

d, base, threads = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
ot.TBB.SetThreadsNumber(threads) if hasattr(ot.TBB, "SetThreadsNumber") else None
names = [f"x{k + 1}" for k in range(d)]
a = [k / 2 for k in range(d)]
formula = "*".join(f"((abs(4*{x}-2)+{v})/(1+{v}))" for x, v in zip(names, a))
function = ot.SymbolicFunction(names, [formula])
inputs = ot.ComposedDistribution([ot.Uniform(0, 1)] * d)
ot.ResourceMap.SetAsBool("SobolIndicesExperiment-UseSobolSequence", True) if ot.ResourceMap.HasKey("SobolIndicesExperiment-UseSobolSequence") else None
started = time.perf_counter()
design = ot.SobolIndicesExperiment(inputs, base, True).generate()
evaluated = time.perf_counter()
output = function(design)
analysed = time.perf_counter()
algorithm = ot.SaltelliSensitivityAlgorithm(design, output, base)
algorithm.setUseAsymptoticDistribution(True)
first = list(algorithm.getFirstOrderIndices())
total = list(algorithm.getTotalOrderIndices())
algorithm.getFirstOrderIndicesInterval()
algorithm.getTotalOrderIndicesInterval()
ended = time.perf_counter()
print(json.dumps({
    "version": ot.__version__,
    "evaluations": design.getSize(),
    "seconds": ended - started,
    "design": evaluated - started,
    "evaluation": analysed - evaluated,
    "indices": ended - analysed,
    "first": first,
    "total": total,
}))
