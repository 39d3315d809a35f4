"""The same beginning as everywhere."""

from importlib import import_module

Migration = import_module("tests.catalogue.migrating_app.first.0001_initial").Migration
