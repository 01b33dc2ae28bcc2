import '@testing-library/jest-dom';

// The app keeps the language that a test chose.
beforeEach(() => window.localStorage.clear());
