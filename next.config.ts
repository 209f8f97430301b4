import type { NextConfig } from 'next';

const config: NextConfig = { poweredByHeader: false, skipTrailingSlashRedirect: true };
export default config;
