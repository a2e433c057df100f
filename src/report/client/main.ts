import { makeChartsReadable } from './chart-reader.ts';
import { offerDownloads } from './downloads.ts';

// The page can be read without this script: switches work by style alone, and charts and tables are part of the page.
makeChartsReadable(document);
offerDownloads(document);
