// Loaded into the programs that ./portal starts: when the starter is gone, even by kill -9, they end too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
