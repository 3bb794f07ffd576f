/** A graph as a table for people: the form in which passes are read and compared. */
import { nodeMultiplyAdds } from './cost.ts';
import { inputsOf } from './edges.ts';
import type { Activation, Graph, Node } from './graph.ts';
import { inferShapes, sizeOf } from './infer-shapes.ts';
import { weightShapes } from './weight-shapes.ts';

/**
 * One line a node (id, operation, inputs, output shape, parameters, multiply-adds), then the totals.
 * @throws ModelError `graph_invalid`
 */
export function printGraph(graph: Graph): string {
  const shapes = inferShapes(graph);
  const parameters = new Map<string, number>();
  for (const [name, shape] of weightShapes(graph)) {
    const id = name.slice(0, name.lastIndexOf('/'));
    parameters.set(id, (parameters.get(id) ?? 0) + sizeOf(shape));
  }
  let totalParameters = 0;
  let totalMultiplyAdds = 0;
  const rows = graph.nodes.map((node) => {
    const count = parameters.get(node.id) ?? 0;
    const multiplyAdds = nodeMultiplyAdds(node, shapes);
    totalParameters += count;
    totalMultiplyAdds += multiplyAdds;
    return [
      node.id,
      describe(node),
      inputsOf(node).join(' '),
      (shapes.get(node.id) ?? []).join('×'),
      String(count),
      String(multiplyAdds),
    ];
  });
  const header = ['node', 'operation', 'inputs', 'output', 'parameters', 'multiply-adds'];
  const total = [
    'total',
    `${graph.classCount} classes`,
    '',
    '',
    `${totalParameters}`,
    `${totalMultiplyAdds}`,
  ];
  return align([header, ...rows, total]);
}

function describe(node: Node): string {
  switch (node.op) {
    case 'input':
    case 'add':
    case 'reshape':
      return node.op;
    case 'classEmbedding':
      return `classEmbedding ${node.size}`;
    case 'dense':
      return `dense${epilogue(node)}`;
    case 'conv2d': {
      const padding = node.padding === 'same' ? 'same' : `pad ${node.padding.join()}`;
      return `conv2d ${node.kernel.join('×')} /${node.stride} ${padding}${epilogue(node)}`;
    }
    case 'convTranspose2d':
      return `convTranspose2d ${node.kernel.join('×')} ×${node.stride}${epilogue(node)}`;
    case 'batchNorm':
      return node.conditional ? 'batchNorm per class' : 'batchNorm';
    case 'activation':
      return show(node.activation);
    case 'interleave':
      return `interleave ${node.factor}`;
    default:
      return node satisfies never;
  }
}

function epilogue(node: { bias: string; gain: string; activation?: Activation }): string {
  const gain = node.gain === 'none' ? '' : ' ·gain/class';
  const bias = node.bias === 'none' ? '' : node.bias === 'shared' ? ' +bias' : ' +bias/class';
  return `${gain}${bias}${node.activation ? ` ${show(node.activation)}` : ''}`;
}

function show(activation: Activation): string {
  return activation.fn === 'leakyRelu' ? `leakyRelu ${activation.slope}` : activation.fn;
}

function align(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
