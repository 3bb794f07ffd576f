/**
 * The one-dimensional transforms of Winograd's short convolutions (Winograd 1980; for convolutional
 * networks Lavin & Gray 2016, arXiv:1509.09308): F(4, 2) on the points 0, 1, −1, 2, ∞ and F(4, 3) on
 * 0, 1, −1, 2, −2, ∞. Four outputs of two (three) taps cost five (six) multiplications instead of
 * eight (twelve), in each direction.
 *
 * Each function reads rows of `size` bytes through a table of u32 addresses, `sourceStep` bytes apart
 * in the table, and writes rows through another. Written lanes advance 16 bytes at a time, by
 * `pairStride` every second time: 32 for plain rows, more for panels of eight columns.
 *
 * `input` is Bᵀ, `filter` G, `output` Aᵀ, `spread` A and `collect` Gᵀ of `y = Aᵀ[(G g) ⊙ (Bᵀ d)]`;
 * the last two belong to the filter's gradient `Gᵀ[(A dy) ⊙ (Bᵀ d)]`.
 */

export function input5(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const two = f32x4.splat(2);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  const s4 = <usize>load<u32>(source + 4 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let t4 = <usize>load<u32>(target + 4 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const d4 = v128.load(s4 + at);
    const odd = f32x4.sub(d3, d1);
    const even = f32x4.sub(d3, d2);
    v128.store(t0, f32x4.add(f32x4.mul(f32x4.sub(d0, d2), two), odd));
    v128.store(t1, f32x4.sub(even, f32x4.mul(d1, two)));
    v128.store(t2, f32x4.add(even, f32x4.mul(f32x4.sub(d1, d2), two)));
    v128.store(t3, odd);
    v128.store(t4, f32x4.sub(f32x4.sub(d4, d2), f32x4.mul(odd, two)));
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    t4 += step;
    step = pairStride - step;
  }
}

export function input6(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  const s4 = <usize>load<u32>(source + 4 * sourceStep);
  const s5 = <usize>load<u32>(source + 5 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let t4 = <usize>load<u32>(target + 4 * targetStep);
  let t5 = <usize>load<u32>(target + 5 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const d4 = v128.load(s4 + at);
    const d5 = v128.load(s5 + at);
    const a = f32x4.add(d4, d3);
    const b = f32x4.sub(d4, d3);
    const e = f32x4.sub(d4, d2);
    const f = f32x4.mul(f32x4.sub(d3, d1), two);
    v128.store(t0, f32x4.add(f32x4.sub(f32x4.mul(d0, four), f32x4.mul(d2, five)), d4));
    v128.store(t1, f32x4.sub(a, f32x4.mul(f32x4.add(d1, d2), four)));
    v128.store(t2, f32x4.add(b, f32x4.mul(f32x4.sub(d1, d2), four)));
    v128.store(t3, f32x4.add(e, f));
    v128.store(t4, f32x4.sub(e, f));
    v128.store(t5, f32x4.add(f32x4.sub(f32x4.mul(d1, four), f32x4.mul(d3, five)), d5));
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    t4 += step;
    t5 += step;
    step = pairStride - step;
  }
}

export function filter5(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const half = f32x4.splat(0.5);
  const sixth = f32x4.splat(1.0 / 6.0);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let t4 = <usize>load<u32>(target + 4 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const sum = f32x4.add(d0, d1);
    const difference = f32x4.sub(d1, d0);
    v128.store(t0, f32x4.mul(d0, half));
    v128.store(t1, f32x4.neg(f32x4.mul(sum, half)));
    v128.store(t2, f32x4.mul(difference, sixth));
    v128.store(t3, f32x4.mul(f32x4.add(sum, d1), sixth));
    v128.store(t4, d1);
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    t4 += step;
    step = pairStride - step;
  }
}

export function filter6(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const quarter = f32x4.splat(0.25);
  const sixth = f32x4.splat(-1.0 / 6.0);
  const twentyFourth = f32x4.splat(1.0 / 24.0);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let t4 = <usize>load<u32>(target + 4 * targetStep);
  let t5 = <usize>load<u32>(target + 5 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const outer = f32x4.add(d0, d2);
    const far = f32x4.add(d0, f32x4.mul(d2, four));
    const near = f32x4.mul(d1, two);
    v128.store(t0, f32x4.mul(d0, quarter));
    v128.store(t1, f32x4.mul(f32x4.add(outer, d1), sixth));
    v128.store(t2, f32x4.mul(f32x4.sub(outer, d1), sixth));
    v128.store(t3, f32x4.mul(f32x4.add(far, near), twentyFourth));
    v128.store(t4, f32x4.mul(f32x4.sub(far, near), twentyFourth));
    v128.store(t5, d2);
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    t4 += step;
    t5 += step;
    step = pairStride - step;
  }
}

export function output5(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  const s4 = <usize>load<u32>(source + 4 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const d4 = v128.load(s4 + at);
    const sum = f32x4.add(d1, d2);
    const difference = f32x4.sub(d1, d2);
    v128.store(t0, f32x4.add(f32x4.add(d0, sum), d3));
    v128.store(t1, f32x4.add(difference, f32x4.mul(d3, two)));
    v128.store(t2, f32x4.add(sum, f32x4.mul(d3, four)));
    v128.store(t3, f32x4.add(f32x4.add(difference, f32x4.mul(d3, eight)), d4));
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    step = pairStride - step;
  }
}

export function output6(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  const s4 = <usize>load<u32>(source + 4 * sourceStep);
  const s5 = <usize>load<u32>(source + 5 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const d4 = v128.load(s4 + at);
    const d5 = v128.load(s5 + at);
    const sum = f32x4.add(d1, d2);
    const difference = f32x4.sub(d1, d2);
    const farSum = f32x4.add(d3, d4);
    const farDifference = f32x4.sub(d3, d4);
    v128.store(t0, f32x4.add(f32x4.add(d0, sum), farSum));
    v128.store(t1, f32x4.add(difference, f32x4.mul(farDifference, two)));
    v128.store(t2, f32x4.add(sum, f32x4.mul(farSum, four)));
    v128.store(t3, f32x4.add(f32x4.add(difference, f32x4.mul(farDifference, eight)), d5));
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    step = pairStride - step;
  }
}

export function spread5(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let t4 = <usize>load<u32>(target + 4 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const even = f32x4.add(d0, d2);
    const odd = f32x4.add(d1, d3);
    v128.store(t0, d0);
    v128.store(t1, f32x4.add(even, odd));
    v128.store(t2, f32x4.sub(even, odd));
    v128.store(
      t3,
      f32x4.add(
        f32x4.add(d0, f32x4.mul(d2, four)),
        f32x4.add(f32x4.mul(d1, two), f32x4.mul(d3, eight)),
      ),
    );
    v128.store(t4, d3);
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    t4 += step;
    step = pairStride - step;
  }
}

export function spread6(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let t3 = <usize>load<u32>(target + 3 * targetStep);
  let t4 = <usize>load<u32>(target + 4 * targetStep);
  let t5 = <usize>load<u32>(target + 5 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const even = f32x4.add(d0, d2);
    const odd = f32x4.add(d1, d3);
    const farEven = f32x4.add(d0, f32x4.mul(d2, four));
    const farOdd = f32x4.add(f32x4.mul(d1, two), f32x4.mul(d3, eight));
    v128.store(t0, d0);
    v128.store(t1, f32x4.add(even, odd));
    v128.store(t2, f32x4.sub(even, odd));
    v128.store(t3, f32x4.add(farEven, farOdd));
    v128.store(t4, f32x4.sub(farEven, farOdd));
    v128.store(t5, d3);
    t0 += step;
    t1 += step;
    t2 += step;
    t3 += step;
    t4 += step;
    t5 += step;
    step = pairStride - step;
  }
}

export function collect5(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const half = f32x4.splat(0.5);
  const sixth = f32x4.splat(1.0 / 6.0);
  const third = f32x4.splat(1.0 / 3.0);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  const s4 = <usize>load<u32>(source + 4 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const d4 = v128.load(s4 + at);
    v128.store(
      t0,
      f32x4.add(f32x4.mul(f32x4.sub(d0, d1), half), f32x4.mul(f32x4.sub(d3, d2), sixth)),
    );
    v128.store(
      t1,
      f32x4.add(
        f32x4.sub(f32x4.mul(d2, sixth), f32x4.mul(d1, half)),
        f32x4.add(f32x4.mul(d3, third), d4),
      ),
    );
    t0 += step;
    t1 += step;
    step = pairStride - step;
  }
}

export function collect6(
  source: usize,
  sourceStep: usize,
  target: usize,
  targetStep: usize,
  size: usize,
  pairStride: usize,
): void {
  const quarter = f32x4.splat(0.25);
  const sixth = f32x4.splat(1.0 / 6.0);
  const twelfth = f32x4.splat(1.0 / 12.0);
  const twentyFourth = f32x4.splat(1.0 / 24.0);
  const s0 = <usize>load<u32>(source);
  const s1 = <usize>load<u32>(source + sourceStep);
  const s2 = <usize>load<u32>(source + 2 * sourceStep);
  const s3 = <usize>load<u32>(source + 3 * sourceStep);
  const s4 = <usize>load<u32>(source + 4 * sourceStep);
  const s5 = <usize>load<u32>(source + 5 * sourceStep);
  let t0 = <usize>load<u32>(target);
  let t1 = <usize>load<u32>(target + targetStep);
  let t2 = <usize>load<u32>(target + 2 * targetStep);
  let step: usize = 16;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const d4 = v128.load(s4 + at);
    const d5 = v128.load(s5 + at);
    const sum = f32x4.add(d1, d2);
    const farSum = f32x4.add(d3, d4);
    v128.store(
      t0,
      f32x4.add(
        f32x4.sub(f32x4.mul(d0, quarter), f32x4.mul(sum, sixth)),
        f32x4.mul(farSum, twentyFourth),
      ),
    );
    v128.store(
      t1,
      f32x4.add(f32x4.mul(f32x4.sub(d2, d1), sixth), f32x4.mul(f32x4.sub(d3, d4), twelfth)),
    );
    v128.store(t2, f32x4.add(f32x4.mul(f32x4.sub(farSum, sum), sixth), d5));
    t0 += step;
    t1 += step;
    t2 += step;
    step = pairStride - step;
  }
}
