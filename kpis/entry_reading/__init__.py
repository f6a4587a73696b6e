"""An entry as it is understood: its words read and judged, beside what is known of its row."""
