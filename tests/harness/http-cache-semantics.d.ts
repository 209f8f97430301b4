/** The package brings no types; these are what the tests use of it. */
declare module 'http-cache-semantics' {
  interface CacheRequest {
    url: string;
    method: string;
    headers: Record<string, string>;
  }
  interface CacheResponse {
    status: number;
    headers: Record<string, string>;
  }
  export default class CachePolicy {
    constructor(request: CacheRequest, response: CacheResponse, options?: { shared?: boolean });
    storable(): boolean;
    satisfiesWithoutRevalidation(request: CacheRequest): boolean;
  }
}
