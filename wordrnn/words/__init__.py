"""Words as people write them: spelling, case, rare ones, and the search for those that begin with the letters typed."""
