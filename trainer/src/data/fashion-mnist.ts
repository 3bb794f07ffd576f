/**
 * What is known of Fashion-MNIST beforehand: its classes, its home and the digests of its files.
 *
 * Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747; MIT licence, © Zalando SE.
 * The digests are of the uncompressed IDX bytes, because Debian's package and the project's own
 * downloads compress the same bytes differently.
 */
import type { DataSetDescription } from './description.ts';

export interface KnownFile {
  readonly file: string;
  /** SHA-256 of the uncompressed bytes. */
  readonly sha256: string;
}

export const FASHION_MNIST: DataSetDescription & {
  readonly classes: readonly string[];
} = {
  name: 'fashion-mnist',
  classes: [
    't-shirt',
    'trouser',
    'pullover',
    'dress',
    'coat',
    'sandal',
    'shirt',
    'sneaker',
    'bag',
    'ankle-boot',
  ],
  licence: 'MIT',
  source: 'https://github.com/zalandoresearch/fashion-mnist',
};

/** Debian's package of the four files. */
export const FASHION_MNIST_DEBIAN_PACKAGE = 'dataset-fashion-mnist';

/** Where the project itself serves the files, in order of preference. */
export const FASHION_MNIST_MIRRORS = [
  'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/',
  'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
] as const;

export const FASHION_MNIST_FILES: readonly KnownFile[] = [
  {
    file: 'train-images-idx3-ubyte.gz',
    sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
  },
  {
    file: 'train-labels-idx1-ubyte.gz',
    sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
  },
  {
    file: 't10k-images-idx3-ubyte.gz',
    sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
  },
  {
    file: 't10k-labels-idx1-ubyte.gz',
    sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  },
];
