interface Reply {
  id?: number;
  result?: { result?: { value?: number } };
}

/**
 * The memory that a server's process really uses, in bytes: what is left after garbage collection, JavaScript's heap
 * and its buffers together. The system's own figure also counts what V8 has not given back yet.
 * @param inspectorPort of a server that was started with `--inspect=<port>`
 */
export async function liveMemory(inspectorPort: number): Promise<number> {
  const [target] = (await (await fetch(`http://127.0.0.1:${inspectorPort}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await new Promise((open) => socket.addEventListener('open', open));
  let last = 0;
  const ask = (method: string, params = {}) =>
    new Promise<Reply>((resolve) => {
      last += 1;
      const id = last;
      const hear = ({ data }: MessageEvent) => {
        const reply: Reply = JSON.parse(data);
        if (reply.id !== id) return;
        socket.removeEventListener('message', hear);
        resolve(reply);
      };
      socket.addEventListener('message', hear);
      socket.send(JSON.stringify({ id, method, params }));
    });
  await ask('HeapProfiler.enable');
  await ask('HeapProfiler.collectGarbage');
  const expression = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';
  const { result } = await ask('Runtime.evaluate', { expression });
  socket.close();
  const value = result?.result?.value;
  if (value === undefined) throw new Error('The server does not say how much memory it uses.');
  return value;
}
