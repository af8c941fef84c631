import { InferenceSession } from 'onnxruntime-node';

/** One thread per session: the pool has one inference thread per core, and threads that compete halve the throughput. */
export const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  // Errors reach the caller; they need not stand on the terminal too.
  logSeverityLevel: 4,
};

/** Gives the session to run a picture of this size with. */
export type OpenNetwork = (width: number, height: number, count: number) => Promise<InferenceSession>;

/** A size asked for so often is a camera's, which goes on. */
const usualAfterRuns = 8;
/** Cameras of one site have few sizes; a session of BlazeFace takes a few MB. */
const usualSizesMax = 4;

/** A network that takes any size, by one session. */
export async function openNetwork(file: string): Promise<OpenNetwork> {
  const session = await InferenceSession.create(file, sessionOptions);
  return () => Promise.resolve(session);
}

/**
 * For sizes that come again and again, a session that knows the size beforehand. ONNX Runtime then proves two branches to
 * be of one shape and keeps its blocked layout where they meet: BlazeFace at 512×288 takes a quarter less time.
 */
export async function openNetworkBySize(file: string): Promise<OpenNetwork> {
  const anySize = await InferenceSession.create(file, sessionOptions);
  const runs = new Map<string, number>();
  const usual = new Map<string, InferenceSession>();

  return async (width, height, count) => {
    const size = `${width}×${height}×${count}`;
    const known = usual.get(size);
    if (known) return known;
    if (usual.size >= usualSizesMax) return anySize;
    const times = (runs.get(size) ?? 0) + 1;
    runs.set(size, times);
    if (times < usualAfterRuns) return anySize;
    const freeDimensionOverrides = { count, height, width };
    // A network of a user's own may have its sizes fixed otherwise.
    const session = await InferenceSession.create(file, { ...sessionOptions, freeDimensionOverrides }).catch(
      () => anySize,
    );
    usual.set(size, session);
    return session;
  };
}
