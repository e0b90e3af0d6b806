/// The elementary functions that gates are made of, with the same bits on every machine.
///
/// C libraries and processors differ in the last bit of `exp` or `tanh`, and what is written with all
/// digits would then differ from machine to machine. Here the work is done in integers, as 128-bit
/// fixed point, and one rounding to the nearest double, ties to even, ends each function. What is
/// rounded is off by less than 2⁻¹⁰⁵ relatively (`power`: 2⁻⁹⁵), so a result can only miss the nearest
/// double where the true value lies that close to the middle between two doubles. The two operations
/// on doubles, a quotient and a square root that start an estimate, have their bits from IEEE 754.
///
/// Special values are those of the C standard (annex F).
package enum Elementary {}
