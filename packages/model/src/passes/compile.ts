/**
 * What is done once, at publication: embeddings and batch normalizations fold into kernels, gains
 * and biases; activations fuse. Transposed convolutions stay whole, so that an engine may lower them
 * in its own way when it loads the network.
 */
import type { Network } from '../graph.ts';
import { checkWeights } from '../weight-shapes.ts';
import { foldBatchNorms } from './fold-batch-norms.ts';
import { foldEmbeddings } from './fold-embeddings.ts';
import { fuseActivations } from './fuse-activations.ts';

/**
 * The published form of a trained network: same output, fewer nodes.
 * @throws ModelError `graph_invalid`, `weights_invalid`
 */
export function compile(network: Network): Network {
  checkWeights(network.graph, network.weights);
  return fuseActivations(foldBatchNorms(foldEmbeddings(network)));
}
