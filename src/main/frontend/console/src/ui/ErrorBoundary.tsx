import { Component, type ReactNode } from "react";
import { EmptyState } from "./EmptyState";

/** Keeps the failure of one view from taking the whole page away. A class, because React has no hook for that. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? (
      <EmptyState title="This view has failed" isError>
        The chat goes on. A reload brings this view back: the server may have a newer version of the page by now.
      </EmptyState>
    ) : (
      this.props.children
    );
  }
}
