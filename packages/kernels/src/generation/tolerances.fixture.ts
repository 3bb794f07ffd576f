/**
 * For tests: how far the kernels may be from the f64 references. Products are measured by what they sum:
 * the unit is the largest sum of absolute values among a layer's outputs, because roundings grow with the
 * terms and not with what is left of them.
 */

/**
 * One chain of f32 additions, of up to 7 · 7 · 19 terms here. Each rounds what has been summed so far by at
 * most 2⁻²⁴ of it, up or down as it happens. The largest of 20,000 random layers was 2.2e-7.
 */
export const PRODUCT_TOLERANCE = 1e-6;

/**
 * The transforms sum large terms that cancel later: absolute values in a row of Bᵀ sum to 10 at most, in a
 * row of Aᵀ to 19, in each of two directions, so that a rounding weighs tens of times what it does in a
 * direct sum. The largest of 20,000 random layers was 2.5e-6.
 */
export const WINOGRAD_TOLERANCE = 1e-5;

/** Absolute, of `inner/tanh.ts`: 1.14e-7 was the largest over every f32 there is. */
export const TANH_TOLERANCE = 1.2e-7;

/** Of |x · gain| + |bias|: one rounding of the product, one of the sum, one of the product with the slope. */
export const EPILOGUE_TOLERANCE = 3 * 2 ** -24;
