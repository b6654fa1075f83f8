"""The benchmark report: one tree of plain values, of a whole round or of one unit among its peers."""

from coherence.benchmarks.report.build import benchmark_report
from coherence.benchmarks.report.view import Own, View

__all__ = ["Own", "View", "benchmark_report"]
