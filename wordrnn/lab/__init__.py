"""Experiments that show why recurrent networks remember: plain functions from settings to data, without Qt."""
