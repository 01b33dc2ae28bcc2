export { DataCentre } from './DataCentre';
export type { DataCentreOptions, Endpoints } from './DataCentre';
