// The page can be installed; off line, its own words take the place of the browser's.

navigator.serviceWorker?.register("/console/sw.js", { scope: "/console" });
