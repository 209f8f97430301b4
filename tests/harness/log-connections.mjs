import { Server, Socket } from 'node:net';

/**
 * Loaded into a server before anything else (`--import`): it prints every address that the process connects to, and
 * every port that it listens on.
 */

const { connect } = Socket.prototype;
Socket.prototype.connect = function (...parameters) {
  // Node hands the parameters on as one list.
  const [first, second] = Array.isArray(parameters[0]) ? parameters[0] : parameters;
  const { host = 'localhost', port, path } = typeof first === 'object' ? first : { port: first, host: second };
  console.log(`connects to ${path ?? `${host} ${port}`}`);
  return Reflect.apply(connect, this, parameters);
};

const { listen } = Server.prototype;
Server.prototype.listen = function (...parameters) {
  this.once('listening', () => console.log(`listens on ${this.address()?.port}`));
  return Reflect.apply(listen, this, parameters);
};
